import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIGURATION_KEYS } from "../../provider/wire/configuration/configuration";
import { CONFIGURED_SOURCES } from "../../provider/wire/credentials/sourceTable";
import { EXAMPLE_FILES } from "../../sdk/generate/schema/examples";
import { anchorsOf } from "./links/anchorsOf";

/*
 * The checks of Pulumi's registry that can run without it. A package is listed there if its pages and its schema pass
 * them. What can't run here: the release must have an archive for each platform behind `pluginDownloadURL`.
 */

const root = join(__dirname, "..", "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const { repository, version } = JSON.parse(read("package.json")) as { repository: { url: string }; version: string };
const schema = JSON.parse(read("provider/plugin/schema.json"));

const LANGUAGES = ["typescript", "python", "go", "csharp", "java", "yaml", "hcl"] as const;
const CATEGORIES = ["cloud", "database", "infrastructure", "monitoring", "network", "utility", "vcs"];
const overview = read("docs/_index.md");
const installation = read("docs/installation-configuration.md");
const PAGES = { "docs/_index.md": overview, "docs/installation-configuration.md": installation };

/** Returns the front matter of a page. */
function frontMatter(page: string): Record<string, string> {
  const lines = (/^---\n(.*?)\n---\n/s.exec(page)?.[1] ?? "").split("\n");
  return Object.fromEntries(lines.map((line) => [line.split(": ")[0] ?? "", line.slice(line.indexOf(": ") + 2)]));
}

/** Returns the targets of all links and images on a page, outside its code. */
function targets(page: string): string[] {
  const prose = page.replace(/^```.*?^```/gms, "");
  const links = [...prose.matchAll(/\]\(([^)\s]*)[^)]*\)/g), ...prose.matchAll(/^\[[^\]]+\]:\s+(\S+)/gm)];
  return [...links, ...prose.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, target = ""]) => target);
}

/** Returns what is wrong with a link to the repository, or `undefined`. */
function problemInRepository(target: string): string | undefined {
  const address = repository.url.replace(/^git\+|\.git$/g, "");
  if (!target.startsWith(address)) return undefined;
  const [path = "", anchor] = target.slice(address.length).split("#");
  const file = path === "" ? "README.md" : /^\/(?:tree|blob)\/main\/(.+)$/.exec(path)?.[1];
  if (file === undefined || !existsSync(join(root, file))) return `${target} does not exist`;
  if (anchor === undefined) return undefined;
  return file.endsWith(".md") && anchorsOf(read(file)).has(anchor) ? undefined : `${target} has no such heading`;
}

describe("the pages for Pulumi's registry", () => {
  for (const [file, page] of Object.entries(PAGES)) {
    describe(file, () => {
      it("has a title, a description of 50 to 160 characters and the layout of a package", () => {
        const { title = "", meta_desc = "", ...rest } = frontMatter(page);
        assert.deepEqual(rest, { layout: "package" });
        assert.ok(title.length > 5 && title.length <= 60, `${title.length} characters: ${title}`);
        assert.ok(meta_desc.length >= 50 && meta_desc.length <= 160, `${meta_desc.length} characters: ${meta_desc}`);
      });

      it("has no heading of the first level, because the title becomes that", () => {
        assert.doesNotMatch(page.replace(/^```.*?^```/gms, ""), /^# /m);
      });

      it("has only absolute links, and none to a Markdown file", () => {
        const all = targets(page);
        assert.ok(all.length >= 4, String(all));
        assert.deepEqual(
          all.filter((target) => !target.startsWith("https://") || /\.md(#|$)/.test(target)),
          [],
        );
      });
    });
  }

  it("link only to files and headings of the repository that exist", () => {
    const links = [...targets(overview), ...targets(installation)];
    const address = repository.url.replace(/^git\+|\.git$/g, "");
    assert.ok(links.filter((link) => link.startsWith(address)).length >= 4, String(links));
    assert.deepEqual(
      links.flatMap((link) => problemInRepository(link) ?? []),
      [],
    );
    const wrong = ["/tree/main/doc", "/docs", "#run-it", "/blob/main/docs/gate.md#previews", "/tree/main/docs#gate"];
    assert.deepEqual(
      wrong.map((path) => problemInRepository(address + path)?.replace(address, "")),
      [
        "/tree/main/doc does not exist",
        "/docs does not exist",
        "#run-it has no such heading",
        "/blob/main/docs/gate.md#previews has no such heading",
        "/tree/main/docs#gate has no such heading",
      ],
    );
  });

  it("show the program of examples/workflow in every language, each in its own tab", () => {
    const chooser = /^\{\{< chooser language "(.*)" >\}\}\n(.*)^\{\{< \/chooser >\}\}$/ms.exec(overview);
    assert.deepEqual(chooser?.[1]?.split(","), LANGUAGES);
    assert.deepEqual([...LANGUAGES].sort(), Object.keys(EXAMPLE_FILES).sort());
    const tab = /^\{\{% choosable language (\w+) %\}\}\n\n```(\w+)\n(.*?)^```\n\n\{\{% \/choosable %\}\}$/gms;
    const shown = [...(chooser?.[2] ?? "").matchAll(tab)].map(([, language, fence, program]) => {
      assert.equal(fence, language);
      return [language, program];
    });
    assert.deepEqual(
      shown,
      LANGUAGES.map((language) => [language, read(`examples/workflow/${EXAMPLE_FILES[language]}`)]),
    );
  });

  it("link to the SDK of each language that has one, and say how the others get theirs", () => {
    const { nodejs, python, go } = schema.language;
    const linked = targets(installation);
    for (const target of [
      `https://www.npmjs.com/package/${nodejs.packageName}`,
      `https://pypi.org/project/${python.packageName.replaceAll("_", "-")}/`,
      `https://pkg.go.dev/${go.importBasePath}`,
    ]) {
      assert.ok(linked.includes(target), target);
    }
    assert.match(installation, /C# and Java: `pulumi package add alicloud-dbs`/);
    assert.match(installation, /YAML and HCL: nothing/);
  });

  it("have a command that installs the plugin of this version from where the schema says it is", () => {
    const server = schema.pluginDownloadURL.replace(`\${VERSION}`, version);
    assert.ok(
      installation.includes(`\npulumi plugin install resource ${schema.name} v${version} --server ${server}\n`),
      server,
    );
    const versions = [...installation.matchAll(/\bv?(\d+\.\d+\.\d+)\b/g)].map(([, found]) => found);
    assert.deepEqual([...new Set(versions)], [version]);
  });

  it("describe each key of the configuration, and set those that hold a secret with --secret", () => {
    const rows = [...installation.matchAll(/^\| `(\w+)` +\| (.*?) +\|$/gm)].map(([, key, meaning]) => ({
      key,
      meaning,
    }));
    const variables = schema.config.variables as Record<string, { secret?: boolean }>;
    assert.deepEqual(
      rows.map(({ key, meaning }) => [key, / \(a secret\)$/.test(meaning ?? "")]),
      Object.entries(variables).map(([key, { secret = false }]) => [key, secret]),
    );
    const commands = [...installation.matchAll(/^pulumi config set (--secret )?alicloud-dbs:(\w+) /gm)];
    assert.ok(commands.length >= 3);
    for (const [command, flag, key = ""] of commands) {
      assert.equal(flag !== undefined, variables[key]?.secret === true, command);
    }
  });

  it("name only variables of the environment that the package reads", () => {
    const keys = Object.assign({}, CONFIGURATION_KEYS, ...CONFIGURED_SOURCES.map((source) => source.keys));
    const known = new Set((Object.values(keys) as string[][]).flat());
    const named = [...installation.matchAll(/\b(ALI\w+_\w+)/g)].map(([, name = ""]) => name);
    assert.ok(named.length >= 3);
    assert.deepEqual(
      named.filter((name) => !known.has(name)),
      [],
    );
  });
});

describe("the schema for Pulumi's registry", () => {
  it("has the name of the repository without `pulumi-`, a publisher, a description and a category", () => {
    const repositoryName =
      repository.url
        .replace(/\.git$/, "")
        .split("/")
        .at(-1) ?? "";
    assert.equal(schema.name, repositoryName.replace(/^pulumi-/, ""));
    assert.ok(schema.publisher && schema.description && schema.displayName);
    const categories = (schema.keywords as string[]).flatMap((word) => /^category\/(.*)$/.exec(word)?.[1] ?? []);
    assert.equal(categories.length, 1);
    assert.ok(CATEGORIES.includes(categories[0] ?? ""), categories[0]);
    assert.match(schema.pluginDownloadURL, /^https:\/\/.*\$\{VERSION\}$/);
  });

  it("is committed with this version, because the registry reads it at the tag of a release", () => {
    assert.match(
      execFileSync("git", ["ls-files", "provider/plugin/schema.json"], { cwd: root, encoding: "utf8" }),
      /schema/,
    );
    assert.equal(schema.version, version);
  });
});
