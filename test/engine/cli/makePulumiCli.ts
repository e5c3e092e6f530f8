/** Makes a CLI at `<root>/bin/pulumi`; rejects with the reason where it can't. `root` is there and empty. */
export type MakePulumiCli = (options: {
  version: string;
  root: string;
  environment: NodeJS.ProcessEnv;
  /** Takes the lines that tell of what takes long. */
  report: (line: string) => void;
}) => Promise<void>;
