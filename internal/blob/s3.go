package blob

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"gocloud.dev/blob"
	_ "gocloud.dev/blob/s3blob" // s3: URLs
)

// openTimeout bounds how long a service that does not answer can delay the start of the server.
const openTimeout = 10 * time.Second

// openS3 opens a bucket of an S3-compatible service. Credentials come from where Amazon's tools find them too.
func openS3(ctx context.Context, rawURL string, log *slog.Logger) (Bucket, error) {
	ctx, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	objects, err := blob.OpenBucket(ctx, rawURL)
	if err != nil {
		return nil, err
	}
	var client *s3.Client
	if objects.As(&client) && client.Options().Region == "" {
		return nil, errors.New("the bucket needs a region: write region= into its URL, or set AWS_REGION")
	}
	if err := reach(ctx, objects, log); err != nil {
		return nil, err
	}
	return bucket{Bucket: objects, beforeRead: unchecked}, nil
}

// reach fails when the service says that the bucket cannot be used, above all because there is none: all files would read as deleted. A service that
// does not answer is no reason not to start: questions without files need none.
func reach(ctx context.Context, objects *blob.Bucket, log *slog.Logger) error {
	there, err := objects.IsAccessible(ctx)
	var answer *awshttp.ResponseError
	switch {
	case there:
		return nil
	case err == nil:
		return errors.New("the service has no such bucket")
	case errors.As(err, &answer) && answer.HTTPStatusCode()/100 == 4:
		return fmt.Errorf("the service does not let this server list the bucket: %w", err)
	}
	log.Error("the bucket of the files cannot be reached", "error", err)
	return nil
}

// unchecked keeps Amazon's library from writing a line of its own to the log for each object that its service has no checksum of.
func unchecked(as func(any) bool) error {
	var options *[]func(*s3.Options)
	if as(&options) {
		*options = append(*options, func(o *s3.Options) { o.DisableLogOutputChecksumValidationSkipped = true })
	}
	return nil
}
