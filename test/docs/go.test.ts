import assert from "node:assert/strict";
import { type GoPrograms, goPrograms } from "../engine/languages/goPrograms";
import { SCHEMA } from "../plugin/schema/readSchema";
import { READERS_OWN } from "./readersOwn";
import { type Snippet, snippetsIn } from "./snippets";

const SDK = SCHEMA.language.go?.importBasePath;

/** Returns a snippet as a whole file. What the compiler says of it names the page and the line there. */
function goFile({ page, line, code }: Snippet): string {
  const start = `//line ${page}:${line}\n`;
  if (/^package /m.test(code)) return start + code;
  // Go refuses a variable that is not used. A fragment may leave its variables to the rest of the program.
  const variables = [...code.matchAll(/^(\w+(?:, \w+)*) :=/gm)].flatMap(([, names = ""]) => names.split(", "));
  const uses = variables.filter((name) => name !== "_").map((name) => `\t_ = ${name}\n`);
  return `package fragment

import (
	dbs "${SDK}"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

var _ = dbs.NewDownloadTask

func fragment(ctx *pulumi.Context) error {${READERS_OWN.go}
${start}${code}
//line fragment.go:1
${uses.join("")}	return nil
}
`;
}

const WHOLE = `package main

import (
	dbs "${SDK}"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		_, err := dbs.NewDownloadTasksGate(ctx, "ready", &dbs.DownloadTasksGateArgs{InstanceName: pulumi.String("rm-1")})
		return err
	})
}
`;

const FRAGMENT = `task, err := dbs.NewDownloadTask(ctx, "orders", &dbs.DownloadTaskArgs{
	InstanceName: pulumi.String(instanceName),
	Format:       dbs.ExportFormatCsv,
})
if err != nil {
	return err
}
`;

const sample = (page: string, code: string): Snippet => ({ page, line: 7, where: `${page}:7`, language: "go", code });

describe("the programs in Go in the documentation", function () {
  this.timeout(600_000);
  let programs: GoPrograms;
  before(() => {
    programs = goPrograms();
  });
  after(() => programs?.remove());

  it("compile against the SDK, with a fragment as a part of a program", async () => {
    const snippets = [...snippetsIn("go"), sample("whole.md", WHOLE), sample("fragment.md", FRAGMENT)];
    for (const [at, snippet] of snippets.entries()) programs.write(`snippet${at}/main.go`, goFile(snippet));
    assert.equal((await programs.compile()).length, snippets.length);
    programs.write("wrong/main.go", goFile(sample("wrong.md", FRAGMENT.replace("InstanceName:", "Instance:"))));
    await assert.rejects(programs.compile(), /wrong\.md:8: unknown field Instance/);
  });
});
