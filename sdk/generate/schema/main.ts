import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryAddress } from "./languages";
import { createSchema } from "./schema";
import { writeAddress } from "./writeAddress";

/*
 * Writes provider/plugin/schema.json, and the address of the repository into the files that hold it. Both come from
 * package.json.
 */
const root = join(__dirname, "../../..");
const path = join(root, "provider/plugin/schema.json");
const facts = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const old = JSON.parse(readFileSync(path, "utf8")).repository.replace("https://", "");
// The schema quotes the examples, so they come first.
writeAddress(root, { old, new: repositoryAddress(facts) });
writeFileSync(path, `${JSON.stringify(createSchema(facts), null, 2)}\n`);
