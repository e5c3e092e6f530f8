import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const root = join(__dirname, "..", "..");

/** Imports that the fragments in README and docs/ leave to the reader. */
const IMPORTS = `
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { Loader } from "./loader";
`;

/** A TypeScript program of README or docs/. */
export interface DocProgram {
  file: string;
  code: string;
  /** Whether it is part of a program, written as the function `fragment` of its file. */
  isFragment: boolean;
}

/**
 * Writes the TypeScript blocks of README and docs/*.md into a folder. A block whose first line names a file
 * (`// loader.ts`) becomes that file. A block that imports something is a module. Any other block is a fragment, which
 * may use `await`.
 * @param readersOwn - declarations of what the fragments leave to the reader, except imports
 */
export function writeDocPrograms(folder: string, readersOwn: string): DocProgram[] {
  const docs = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
  const programs = ["README.md", ...docs.map((name) => join("docs", name))].flatMap((page) => {
    const blocks = [...readFileSync(join(root, page), "utf8").matchAll(/^```ts\n(.*?)^```/gms)];
    return blocks.map(([, code = ""], at) => {
      const name = /^\/\/ (\S+\.ts)\n/.exec(code)?.[1] ?? `${basename(page, ".md")}-${at + 1}.ts`;
      return { file: join(folder, name), code, isFragment: !/^import /m.test(code) };
    });
  });
  const names = programs.map(({ file }) => basename(file));
  assert.deepEqual(names, [...new Set(names)], "two blocks have the same name");
  assert.ok(names.includes("README-1.ts"), "README's program is not found");
  assert.ok(
    names.includes("loader.ts") && names.some((name) => name.startsWith("recipes-")),
    "the programs of docs/recipes.md are not found",
  );
  mkdirSync(folder, { recursive: true });
  for (const { file, code, isFragment } of programs) {
    const text = isFragment ? `${IMPORTS}${readersOwn}export async function fragment() {\n${code}}\n` : code;
    writeFileSync(file, text);
  }
  return programs;
}
