// Package aside runs work that needs much stack in a goroutine of its own, so that a goroutine that waits for long afterwards stays small: a stack that has grown is
// kept as long as its goroutine lives, and with thousands of open streams that is most of their memory.
//
// Do is safe for concurrent use. It bounds nothing: the work ends when it ends.
package aside

// Do runs work in a goroutine of its own and returns what it returns. A panic is passed on to the caller.
func Do[T any](work func() (T, error)) (result T, err error) {
	done := make(chan any, 1)
	go func() {
		defer func() { done <- recover() }()
		result, err = work()
	}()
	if v := <-done; v != nil {
		panic(v)
	}
	return result, err
}
