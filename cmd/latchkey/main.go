// Command latchkey puts an AI assistant on any website, with a key that works only where its owner says.
//
// It is a shell around package app: process streams, signals and the exit code.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"latchkey/internal/app"
	"latchkey/internal/pdf"
)

func main() {
	if pdf.Isolate(os.Args[1:], os.Stdin, os.Stdout) {
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := app.Run(ctx, app.Env{Args: os.Args[1:], Getenv: os.Getenv, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr})
	stop()
	os.Exit(code)
}
