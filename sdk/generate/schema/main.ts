import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryAddress } from "./languages";
import { createSchema } from "./schema";
import { writeAddress } from "./writeAddress";
import { writeVersion } from "./writeVersion";

/*
 * Writes provider/plugin/schema.json, and the address of the repository and the version into the files that hold them.
 * Both come from package.json.
 */
const root = join(__dirname, "../../..");
const path = join(root, "provider/plugin/schema.json");
const facts = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const old = JSON.parse(readFileSync(path, "utf8"));
// The schema quotes the examples, so they come first.
writeAddress(root, { old: old.repository.replace("https://", ""), new: repositoryAddress(facts) });
writeVersion(root, { old: old.version, new: facts.version });
writeFileSync(path, `${JSON.stringify(createSchema(facts), null, 2)}\n`);
