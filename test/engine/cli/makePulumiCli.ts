/** Makes a CLI at `<root>/bin/pulumi`, or rejects with the reason why it can't. `root` is an empty folder. */
export type MakePulumiCli = (options: {
  version: string;
  root: string;
  environment: NodeJS.ProcessEnv;
  /** Receives each line about the progress of long steps. */
  report: (line: string) => void;
}) => Promise<void>;
