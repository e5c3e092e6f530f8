import { delimiter, join } from "node:path";
import { cachedPulumiCli } from "../engine/cli/cachedPulumiCli";

/*
 * Puts the Pulumi CLI that the tests have installed at the end of PATH. The tests of examples find it there, as those of
 * users do.
 */
process.env.PATH = [process.env.PATH, join(cachedPulumiCli(process.env), "bin")].filter(Boolean).join(delimiter);
