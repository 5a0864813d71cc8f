package testkit

import (
	"fmt"
	"strings"
)

// frameKinds are the types that the mobile client demands of the fields of a frame (client protocol, section 3.2): with any other it throws the whole frame away,
// and with it the text, the error and the end of the turn.
var frameKinds = map[string]string{
	"id": "string", "chatBotId": "string", "marketplaceId": "string", "messageType": "string", "type": "string", "message": "string", "last": "bool",
	"error": "string", "code": "int", "forbidden": "string", "kbReferences": "list", "groundingSources": "list", "memoryReferences": "list",
	"alwaysMemories": "list", "urls": "list", "info": "object", "query": "string", "searchType": "string", "toolName": "string", "typeDetails": "object",
	"title": "string", "transcription": "string", "data": "object",
}

// referenceKinds are those of an entry of kbReferences.
var referenceKinds = map[string]string{"id": "string", "kbId": "string", "type": "string", "data": "string", "pageNumber": "string"}

// rowKinds are those of a row of the history (section 2.5).
var rowKinds = map[string]string{
	"id": "string", "query": "string", "answer": "string", "chatBotId": "string", "queryGroupId": "string", "createdAt": "string", "reaction": "string",
	"webBased": "bool", "type": "string", "extraInfo": "object",
}

// messageTypes are those that the client knows.
var messageTypes = []string{"LLM", "EVENT", ""}

// checkEvent says what about an event the mobile client would stumble over.
func checkEvent(e Event, value any) (problems []string) {
	if strings.ContainsAny(e.ID, " &#+%?/") {
		problems = append(problems, fmt.Sprintf("the id %q needs escaping in a URL", e.ID))
	}
	if rows, ok := value.([]any); ok {
		for _, row := range rows {
			problems = append(problems, checkKinds("row", row, rowKinds)...)
		}
		return problems
	}
	frame, ok := value.(JSON)
	if !ok {
		return append(problems, "the data is neither an object nor a list")
	}
	if kind, there := frame["eventType"]; there {
		if _, ok := kind.(string); !ok {
			problems = append(problems, "eventType is no string")
		}
		if kind != "message" {
			return problems
		}
		frame, _ = frame["payload"].(JSON)
	}
	return append(problems, checkFrame(frame)...)
}

func checkFrame(frame JSON) []string {
	problems := checkKinds("frame", frame, frameKinds)
	if list, ok := frame["kbReferences"].([]any); ok {
		for _, reference := range list {
			problems = append(problems, checkKinds("reference", reference, referenceKinds)...)
		}
	}
	kind, _ := frame["messageType"].(string)
	known := false
	for _, t := range messageTypes {
		known = known || kind == t
	}
	if !known {
		problems = append(problems, fmt.Sprintf("messageType %q", kind))
	}
	if frame["code"] == 5.0 {
		problems = append(problems, "code 5 means something else to the client")
	}
	return problems
}

func checkKinds(what string, value any, kinds map[string]string) (problems []string) {
	object, ok := value.(JSON)
	if !ok {
		return []string{what + " is no object"}
	}
	for name, v := range object {
		if want := kinds[name]; want != "" && kindOf(v) != want {
			problems = append(problems, fmt.Sprintf("%s.%s is %s, and must be %s", what, name, kindOf(v), want))
		}
	}
	return problems
}

func kindOf(v any) string {
	switch x := v.(type) {
	case string:
		return "string"
	case bool:
		return "bool"
	case float64:
		if x == float64(int(x)) {
			return "int"
		}
		return "number"
	case []any:
		return "list"
	case JSON:
		return "object"
	}
	return "null"
}
