import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSchema } from "./schema";

/* Writes provider/plugin/schema.json. */
const root = join(__dirname, "../../..");
const facts = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
writeFileSync(join(root, "provider/plugin/schema.json"), `${JSON.stringify(createSchema(facts), null, 2)}\n`);
