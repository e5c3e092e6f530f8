import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIGURATION_KEYS } from "../../provider/wire/configuration/configuration";
import { ASSUME_ROLE_MEMBERS } from "../../provider/wire/credentials/assumeRoleSetting";
import { OIDC_ROLE_MEMBERS } from "../../provider/wire/credentials/sources/oidcRole";
import { CONFIGURED_SOURCES, DEFAULT_SOURCES } from "../../provider/wire/credentials/sourceTable";

const document = readFileSync(join(__dirname, "../../docs/credentials.md"), "utf8");

const quoted = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ") || "none";

/** Returns a Markdown table with aligned columns. */
function table(...rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const [head = "", ...body] = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
  );
  return [head, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...body].join("\n");
}

function members(setting: string, of: Readonly<Record<string, readonly string[]>>): string[][] {
  return Object.entries(of).map(([member, variables], i) => [
    i === 0 ? `\`${setting}\`` : "",
    `\`${member}\``,
    quoted(variables),
  ]);
}

const TABLES: [string, string][] = [
  [
    "the keys for region, endpoint and network",
    table(
      ["key", "variables, first wins"],
      ...Object.entries(CONFIGURATION_KEYS).map(([key, variables]) => [`\`${key}\``, quoted(variables)]),
    ),
  ],
  [
    "the configured sources",
    table(
      ["source", "key", "variables, first wins"],
      ...CONFIGURED_SOURCES.flatMap(({ title, keys }) =>
        Object.entries(keys).map(([key, variables], i) => [i === 0 ? title : "", `\`${key}\``, quoted(variables)]),
      ),
    ),
  ],
  [
    "the sources of the default chain",
    table(
      ["source", "variables that it reads"],
      ...DEFAULT_SOURCES.map(({ title, variables }) => [
        title.replace(/^~\S+$/, (path) => `\`${path}\``),
        quoted(variables),
      ]),
    ),
  ],
  [
    "the members of a role",
    table(
      ["key", "member", "variables, first wins"],
      ...members("assumeRole", ASSUME_ROLE_MEMBERS),
      ...members("assumeRoleWithOidc", OIDC_ROLE_MEMBERS),
    ),
  ],
];

describe("docs/credentials.md", () => {
  for (const [what, text] of TABLES) {
    it(`lists ${what} as they are declared in the code`, () => {
      assert.ok(document.includes(`\n\n${text}\n\n`), `docs/credentials.md must hold this table:\n\n${text}\n`);
    });
  }
});
