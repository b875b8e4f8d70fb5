// Builds a test binary of the *_test.go files in the working folder, as go test does: the same rules for test functions, the
// same vet, compiler and linker. What go test spends most of its time on, finding out whether the packages of the standard
// library are up to date and vetting them, is left out: the image has them compiled, and nothing else can be imported.
//
// Usage: build_test_binary IMPORTS ALL BINARY, two configurations of the compiler: the packages that the files may import, and
// all that there are.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"
)

const packagePath = "command-line-arguments_test"

// The analyses that go test asks vet for.
var vetChecks = []string{"-atomic", "-bool", "-buildtags", "-errorsas", "-ifaceassert", "-nilfunc", "-printf", "-stringintconv"}

// Where there is nothing to run there is nothing to prove: the files' own TestMain is not called then.
var testMain = template.Must(template.New("main").Parse(`package main

import (
	"os"
	"testing"
	"testing/internal/testdeps"

	{{if .IsEmpty}}_{{else}}files{{end}} "{{.Path}}"
)

func main() {
	m := testing.MainStart(testdeps.TestDeps{},
		[]testing.InternalTest{ {{- range .Tests}}{ {{- printf "%q" .}}, files.{{.}}}, {{end -}} }, nil,
		[]testing.InternalFuzzTarget{ {{- range .Fuzzers}}{ {{- printf "%q" .}}, files.{{.}}}, {{end -}} },
		[]testing.InternalExample{ {{- range .Examples}}{"Example{{.Name}}", files.Example{{.Name}}, {{printf "%q" .Output}}, {{.Unordered}}}, {{end -}} })
{{- if and .HasMain (not .IsEmpty)}}
	files.TestMain(m)
	os.Exit(0)
{{- else}}
	os.Exit(m.Run())
{{- end}}
}
`))

// What the files have for the package testing.
type suite struct {
	Path     string
	Imports  map[string]bool
	Tests    []string
	Fuzzers  []string
	Examples []*doc.Example
	HasMain  bool
}

func (s *suite) IsEmpty() bool { return len(s.Tests)+len(s.Fuzzers)+len(s.Examples) == 0 }

func main() {
	if err := build(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func build(imports, all, binary string) error {
	names, err := filepath.Glob("*_test.go")
	if err != nil {
		return err
	}
	tests, err := read(names)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "go-test")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)

	vetted := make(chan error, 1)
	go func() { vetted <- vet(folder, names, imports, tests) }()
	err = compileAndLink(folder, names, imports, all, binary, tests)
	if vetError := <-vetted; err == nil {
		err = vetError
	}
	return err
}

func read(names []string) (*suite, error) {
	set := token.NewFileSet()
	tests := &suite{Path: packagePath, Imports: map[string]bool{}}
	for _, name := range names {
		file, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		for _, imported := range file.Imports {
			path, err := strconv.Unquote(imported.Path.Value)
			if err != nil {
				return nil, err
			}
			tests.Imports[path] = true
		}
		for _, declaration := range file.Decls {
			if function, ok := declaration.(*ast.FuncDecl); ok && function.Recv == nil {
				if err := tests.add(set, function); err != nil {
					return nil, err
				}
			}
		}
		// Examples that do not say what they print are compiled only.
		for _, example := range doc.Examples(file) {
			if example.Output != "" || example.EmptyOutput {
				tests.Examples = append(tests.Examples, example)
			}
		}
	}
	return tests, nil
}

func (s *suite) add(set *token.FileSet, function *ast.FuncDecl) error {
	name := function.Name.Name
	switch {
	case name == "TestMain" && !takes(function, "T"):
		s.HasMain = true
		return check(set, function, "M")
	case hasPrefix(name, "Test"):
		s.Tests = append(s.Tests, name)
		return check(set, function, "T")
	case hasPrefix(name, "Fuzz"):
		s.Fuzzers = append(s.Fuzzers, name)
		return check(set, function, "F")
	case hasPrefix(name, "Benchmark"):
		return check(set, function, "B")
	}
	return nil
}

// TestAdd and Test_add are tests, Testadd is not.
func hasPrefix(name, prefix string) bool {
	if !strings.HasPrefix(name, prefix) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(name[len(prefix):])
	return len(name) == len(prefix) || !unicode.IsLower(first)
}

func check(set *token.FileSet, function *ast.FuncDecl, kind string) error {
	if takes(function, kind) && function.Type.TypeParams.NumFields() == 0 {
		return nil
	}
	return fmt.Errorf("%s: wrong signature for %s, must be: func %[2]s(%s *testing.%s)",
		set.Position(function.Pos()), function.Name.Name, strings.ToLower(kind), kind)
}

// Whether a function's only parameter is a *T, or a *T of some package, and it returns nothing.
func takes(function *ast.FuncDecl, kind string) bool {
	if function.Type.Results.NumFields() > 0 || function.Type.Params.NumFields() != 1 {
		return false
	}
	pointer, ok := function.Type.Params.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	switch to := pointer.X.(type) {
	case *ast.Ident:
		return to.Name == kind
	case *ast.SelectorExpr:
		return to.Sel.Name == kind
	}
	return false
}

func compileAndLink(folder string, names []string, imports, all, binary string, tests *suite) error {
	in := func(name string) string { return filepath.Join(folder, name) }
	compile := []string{"-complete", "-c=1", "-pack"}
	files := append(compile, "-p", packagePath, "-importcfg", imports, "-o", in("files.a"))
	if err := tool("compile", append(files, names...)...); err != nil {
		return err
	}

	var text bytes.Buffer
	if err := testMain.Execute(&text, tests); err != nil {
		return err
	}
	packages, err := os.ReadFile(all)
	if err != nil {
		return err
	}
	packages = append(packages, "packagefile "+packagePath+"="+in("files.a")+"\n"...)
	for name, content := range map[string][]byte{"main.go": text.Bytes(), "packages": packages} {
		if err := os.WriteFile(in(name), content, 0o600); err != nil {
			return err
		}
	}
	main := append(compile, "-p", "main", "-importcfg", in("packages"), "-o", in("main.a"), in("main.go"))
	if err := tool("compile", main...); err != nil {
		return err
	}

	// What only debuggers read takes as long to write as all else.
	return tool("link", "-s", "-w", "-buildmode=exe", "-importcfg", in("packages"), "-o", binary, in("main.a"))
}

// The facts that vet knows of printing functions of the standard library by itself are all that it gets.
func vet(folder string, names []string, imports string, tests *suite) error {
	packages, err := os.ReadFile(imports)
	if err != nil {
		return err
	}
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	config := struct {
		ID, Compiler, Dir, ImportPath, VetxOutput string
		GoFiles                                   []string
		ImportMap, PackageFile                    map[string]string
		SucceedOnTypecheckFailure                 bool
	}{
		ID: packagePath, Compiler: "gc", Dir: here, ImportPath: packagePath, VetxOutput: filepath.Join(folder, "facts"),
		ImportMap: map[string]string{}, PackageFile: map[string]string{}, SucceedOnTypecheckFailure: true, // the compiler says it
	}
	for _, name := range names {
		config.GoFiles = append(config.GoFiles, filepath.Join(here, name))
	}
	for _, line := range strings.Split(string(packages), "\n") {
		path, file, _ := strings.Cut(strings.TrimPrefix(line, "packagefile "), "=")
		config.PackageFile[path] = file
		config.ImportMap[path] = path
	}
	text, err := json.Marshal(config)
	if err != nil {
		return err
	}
	file := filepath.Join(folder, "vet.cfg")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		return err
	}
	return tool("vet", append(vetChecks, file)...)
}

// Runs one of Go's tools; what it prints is in the error.
func tool(name string, arguments ...string) error {
	command := exec.Command(filepath.Join(runtime.GOROOT(), "pkg", "tool", runtime.GOOS+"_"+runtime.GOARCH, name), arguments...)
	output, err := command.CombinedOutput()
	if err != nil {
		return fmt.Errorf("# %s\n%s%w", name, output, err)
	}
	return nil
}
