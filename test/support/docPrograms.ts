import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { snippetsIn } from "../docs/snippets";

/** Imports that the fragments in README and docs/ leave to the reader. */
const IMPORTS = `
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { Loader } from "./loader";
`;

/** A TypeScript program of a Markdown page. */
export interface DocProgram {
  file: string;
  code: string;
  /** Whether it is part of a program, written as the function `fragment` of its file. */
  isFragment: boolean;
}

/**
 * Writes the TypeScript snippets of all pages into a folder. A snippet whose first line names a file (`// loader.ts`)
 * becomes that file. A snippet that imports something is a module. Any other one is a fragment, which may use `await`.
 * @param readersOwn - declarations of what the fragments leave to the reader, except imports
 */
export function writeDocPrograms(folder: string, readersOwn: string): DocProgram[] {
  const programs = snippetsIn("typescript").map(({ page, line, code }) => {
    const title = page.replace(/^docs\/|\.md$/g, "").replaceAll("/", "-");
    const name = /^\/\/ (\S+\.ts)\n/.exec(code)?.[1] ?? `${title}-${line}.ts`;
    return { file: join(folder, name), code, isFragment: !/^import /m.test(code) };
  });
  const names = programs.map(({ file }) => basename(file));
  assert.deepEqual(names, [...new Set(names)], "two snippets name the same file in their first line");
  assert.ok(
    names.some((name) => /^README-\d+\.ts$/.test(name)),
    "README's program is not found",
  );
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
