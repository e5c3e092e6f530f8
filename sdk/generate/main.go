// Command generate writes an SDK of this package from its schema:
//
//	go run . <schema.json> <nodejs|python|go> <folder>
//
// It needs no network and no plugin, because the schema refers to no other package.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// tool is the name that the generated files give to their generator.
const tool = "pulumi"

// noOtherPackages loads no package: it has no host to ask for one.
var noOtherPackages = schema.NewPluginLoader(nil)

func main() {
	if len(os.Args) != 4 {
		fail(fmt.Errorf("usage: generate <schema.json> <nodejs|python|go> <folder>"))
	}
	pkg, err := read(os.Args[1])
	if err != nil {
		fail(err)
	}
	files, err := generate(pkg, os.Args[2])
	if err != nil {
		fail(err)
	}
	if err := write(os.Args[3], files); err != nil {
		fail(err)
	}
}

// read returns the package that a schema describes. Anything that Pulumi says about the schema is an error.
func read(path string) (*schema.Package, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	pkg, diagnostics, err := schema.BindSpec(spec, noOtherPackages, schema.ValidationOptions{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(diagnostics) > 0 {
		return nil, fmt.Errorf("%s: %w", path, diagnostics)
	}
	return pkg, nil
}

func generate(pkg *schema.Package, language string) (map[string][]byte, error) {
	switch language {
	case "nodejs":
		// As `pulumi package add` does, which makes an SDK for one project.
		return nodejs.GeneratePackage(tool, pkg, nil, nil, true, noOtherPackages)
	case "python":
		files, err := python.GeneratePackage(tool, pkg, nil, noOtherPackages)
		if err != nil {
			return nil, err
		}
		// pyproject.toml names it, but the generator puts it into the module's folder.
		files["README.md"] = readme(pkg)
		return files, nil
	case "go":
		return gogen.GeneratePackage(tool, pkg, nil)
	default:
		return nil, fmt.Errorf("%q is not one of nodejs, python, go", language)
	}
}

// readme returns the page that Python's package index shows.
func readme(pkg *schema.Package) []byte {
	return []byte(fmt.Sprintf("# %s for Pulumi\n\n%s\n\nDocumentation: %s\n", pkg.DisplayName, pkg.Description, pkg.Repository))
}

// write writes the files into a folder, which must not exist or be empty.
func write(folder string, files map[string][]byte) error {
	entries, err := os.ReadDir(folder)
	if err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty", folder)
	}
	for name, text := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
