import { join } from "node:path";
import { ensureVirtualEnvironment, PULUMI_SDK } from "../../support/python/ensureVirtualEnvironment";
import { ensureGoExample } from "./ensureGoExample";
import { installPythonSdk } from "./installPythonSdk";

const ROOT = join(__dirname, "../../..");

/** A command that runs one operation with an example, as the variable PROGRAM_RUN describes it. */
export interface LanguageProgram {
  /** Folder of the example. */
  folder: string;
  command: string;
  args: readonly string[];
  environment: Readonly<Record<string, string>>;
}

/** Commands that run the examples without Pulumi's language hosts, which Go's module proxy does not serve. */
export const LANGUAGE_PROGRAMS = {
  python: async (): Promise<LanguageProgram> => {
    const python = await ensureVirtualEnvironment(PULUMI_SDK);
    return {
      folder: join(ROOT, "examples/python"),
      command: python,
      args: [join(__dirname, "run_program.py")],
      environment: { PYTHONPATH: await installPythonSdk(python), PYTHONDONTWRITEBYTECODE: "1" },
    };
  },
  go: async (): Promise<LanguageProgram> => ({
    folder: join(ROOT, "examples/go"),
    command: await ensureGoExample({ environment: process.env, report: console.log }),
    args: ["-test.run=^TestProgram$"],
    environment: {},
  }),
};
