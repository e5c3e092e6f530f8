package main

import (
	"context"
	"encoding/json"
	"os"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optdestroy"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optpreview"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optup"
)

// TestProgram runs one operation with the program, in place of Pulumi's host for Go. PROGRAM_RUN describes the run.
func TestProgram(t *testing.T) {
	var run struct {
		Operation string
		Project   string
		Config    map[string]struct {
			Value  string
			Secret bool
		}
		// Outputs is the file that gets the outputs of the stack.
		Outputs string
	}
	given := os.Getenv("PROGRAM_RUN")
	if given == "" {
		t.Skip("PROGRAM_RUN is not set")
	}
	if err := json.Unmarshal([]byte(given), &run); err != nil {
		t.Fatal(err)
	}

	ctx := context.Background()
	stack, err := auto.UpsertStackInlineSource(ctx, "test", run.Project, program)
	if err != nil {
		t.Fatal(err)
	}
	config := auto.ConfigMap{}
	for key, value := range run.Config {
		config[key] = auto.ConfigValue{Value: value.Value, Secret: value.Secret}
	}
	if err := stack.SetAllConfig(ctx, config); err != nil {
		t.Fatal(err)
	}

	switch run.Operation {
	case "preview":
		_, err = stack.Preview(ctx, optpreview.ProgressStreams(os.Stdout))
	case "up":
		_, err = stack.Up(ctx, optup.ProgressStreams(os.Stdout))
	case "destroy":
		_, err = stack.Destroy(ctx, optdestroy.ProgressStreams(os.Stdout))
	}
	if err != nil {
		t.Fatal(err)
	}
	outputs, err := stack.Outputs(ctx)
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]any{}
	for name, output := range outputs {
		values[name] = output.Value
	}
	text, err := json.Marshal(values)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(run.Outputs, text, 0o600); err != nil {
		t.Fatal(err)
	}
}
