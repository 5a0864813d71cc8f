package manageapi

import (
	"encoding/json"
	"time"

	"latchkey/internal/archive"
	"latchkey/internal/provider"
)

// ConversationObject is a conversation in a list.
type ConversationObject struct {
	ID             string    `json:"id" example:"c_4kQ9sVx0Qb7LmT3nRw5Yc2" doc:"Id of the conversation."`
	AssistantID    string    `json:"assistantId" example:"aX7kP2mQ9r" doc:"Assistant that it was held with."`
	KeyID          string    `json:"keyId" example:"k_7Hq2mXb9TzR4wLc1VnKe0s" doc:"API key that it was held with."`
	KeyName        string    `json:"keyName" example:"Shop website" doc:"Name of the API key."`
	Title          string    `json:"title" example:"Returning a teapot" doc:"Title of the conversation."`
	Source         string    `json:"source" example:"INTEGRATION" doc:"What kind of client began it, in the client's words."`
	Origin         string    `json:"origin" example:"https://www.example.com" doc:"Website on which it began; empty = not known."`
	CreatedAt      time.Time `json:"createdAt" example:"2026-01-31T12:00:00Z" doc:"When it began."`
	LastActivityAt time.Time `json:"lastActivityAt" example:"2026-01-31T12:04:30Z" doc:"When something was last said. Conversations are kept for so many days from here."`
	MessageCount   int       `json:"messageCount" example:"3" doc:"How many questions it has."`
	FirstQuestion  string    `json:"firstQuestion" example:"Can I send a teapot back?" doc:"Beginning of the first question, at most 280 characters."`
	Likes          int       `json:"likes" example:"1" doc:"How many answers the visitor liked."`
	Dislikes       int       `json:"dislikes" example:"0" doc:"How many answers the visitor did not like."`
	Failures       int       `json:"failures" example:"0" doc:"How many answers failed or were interrupted."`
	Reported       bool      `json:"reported" doc:"Whether the visitor reported an answer."`
}

// conversationDetails is a conversation with what was said in it. The queries come last: an export writes them one by one.
type conversationDetails struct {
	ConversationObject
	Version int64           `json:"version" example:"4" doc:"Grows by one with each message."`
	Data    json.RawMessage `json:"data" example:"{\"page\":\"/returns\"}" doc:"What the client said about itself, unchecked; null = nothing."`
	More    bool            `json:"more" doc:"Whether there are further queries: ask for those after the last turn."`
	Queries []queryObject   `json:"queries" nullable:"false" doc:"What was said, the oldest query first."`
}

// queryObject is one question with its answer.
type queryObject struct {
	ID             string             `json:"id" example:"q_2mXb9TzR4wLc1VnKe0s7Hq" doc:"Id of the query."`
	Turn           int                `json:"turn" example:"1" doc:"Its place in the conversation: 1 is the first."`
	Question       string             `json:"question" example:"Can I send a teapot back?" doc:"What the visitor asked."`
	Context        json.RawMessage    `json:"context" example:"{\"page\":\"/teapots/red\"}" doc:"What the website said about the page that the visitor was on, unchecked; null = nothing."`
	Answer         string             `json:"answer" example:"Yes, within **30 days** [1]." doc:"What the assistant answered, Markdown. Of an answer that is not DONE, what there is of it."`
	Status         string             `json:"status" enum:"RUNNING,DONE,STOPPED,INTERRUPTED,FAILED" doc:"State of the answer: it is being made, complete, stopped by the visitor, cut off by the end of the server, or failed."`
	ErrorCode      string             `json:"errorCode" example:"MODEL_BUSY" doc:"Why it failed, as a code; empty = it did not."`
	ErrorText      string             `json:"errorText" example:"The model is busy. Please try again." doc:"What the visitor was told about it."`
	Reaction       string             `json:"reaction" enum:"NONE,LIKE,DISLIKE" doc:"What the visitor thinks of the answer."`
	Reported       bool               `json:"reported" doc:"Whether the visitor reported the answer."`
	ReportedAnswer string             `json:"reportedAnswer" example:"Yes, within **30 days** [1]." doc:"What came with the report: the answer as the visitor saw it, in the words of the client; empty = it was not reported."`
	References     []referenceObject  `json:"references" nullable:"false" doc:"Sources of the answer."`
	Attachments    []attachmentObject `json:"attachments" nullable:"false" doc:"Files and notes that the visitor gave with the question."`
	Tokens         *tokensObject      `json:"tokens,omitempty" doc:"What the answer cost; absent = not known."`
	CreatedAt      time.Time          `json:"createdAt" example:"2026-01-31T12:00:00Z" doc:"When it was asked."`
	FinishedAt     *time.Time         `json:"finishedAt" example:"2026-01-31T12:00:04Z" doc:"When the answer ended; null = it is being made."`
}

type referenceObject struct {
	Number     int    `json:"number" example:"1" doc:"The n of the [n] marks in the answer."`
	DocumentID string `json:"documentId" example:"d_3vYc0sXw8ZpQ1nRk7LtBa2" doc:"Id of the document; it may be deleted by now."`
	PassageID  string `json:"passageId" example:"p_6Jd2mWq8XzR4tLc1VnKe0s" doc:"Id of the passage."`
	Title      string `json:"title" example:"Returns" doc:"Title of the document."`
	Source     string `json:"source" example:"https://example.com/returns" doc:"Its web address or file name; can be empty."`
	Page       int    `json:"page" example:"0" doc:"Page of a PDF; 0 = the document has none."`
}

type attachmentObject struct {
	ID        string `json:"id" example:"f_9TzR4wLc1VnKe0s7Hq2mXb" doc:"Id of the attachment."`
	Name      string `json:"name" example:"receipt.png" doc:"File name, as the visitor knows it; empty = deleted."`
	MediaType string `json:"mediaType" example:"image/png" doc:"What kind of file it is; empty = deleted."`
	Size      int    `json:"size" example:"20480" doc:"Bytes; 0 = deleted."`
	Deleted   bool   `json:"deleted" example:"false" doc:"Whether the visitor deleted it since."`
}

type tokensObject struct {
	Input  int `json:"input" example:"310" doc:"What the model was given. The built-in model counts words."`
	Output int `json:"output" example:"64" doc:"What it made."`
}

func conversationOf(c archive.Summary) ConversationObject {
	return ConversationObject{
		ID: c.ID, AssistantID: c.AssistantID, KeyID: c.KeyID, KeyName: c.KeyName, Title: c.Title, Source: c.Source, Origin: c.Origin,
		CreatedAt: c.CreatedAt, LastActivityAt: c.ActiveAt, MessageCount: c.MessageCount, FirstQuestion: c.FirstQuestion,
		Likes: c.Likes, Dislikes: c.Dislikes, Failures: c.Failures, Reported: c.Reported,
	}
}

// detailsOf takes one query more than are shown, when there are more.
func detailsOf(c archive.Summary, found []archive.Query, limit int) conversationDetails {
	d := conversationDetails{
		ConversationObject: conversationOf(c), Version: c.Version(), Data: orNull(c.Data), Queries: []queryObject{}, More: len(found) > limit,
	}
	for _, q := range found[:min(len(found), limit)] {
		d.Queries = append(d.Queries, queryOf(q))
	}
	return d
}

func queryOf(q archive.Query) queryObject {
	o := queryObject{
		ID: q.ID, Turn: q.Turn, Question: q.Question, Context: orNull(json.RawMessage(q.Context)), Answer: q.Answer, Status: string(q.Status), ErrorCode: q.ErrorCode, ErrorText: q.ErrorText,
		Reaction: string(q.Reaction), Reported: q.Reported, ReportedAnswer: q.ReportedAnswer, References: []referenceObject{}, Attachments: []attachmentObject{},
		Tokens: tokensOf(q.Usage), CreatedAt: q.CreatedAt, FinishedAt: q.FinishedAt,
	}
	for _, r := range q.References {
		o.References = append(o.References, referenceObject(r))
	}
	for _, a := range q.Files {
		o.Attachments = append(o.Attachments, attachmentObject(a))
	}
	return o
}

func tokensOf(u *provider.Usage) *tokensObject {
	if u == nil {
		return nil
	}
	return &tokensObject{Input: u.UsedContext, Output: u.OutputTokens}
}
