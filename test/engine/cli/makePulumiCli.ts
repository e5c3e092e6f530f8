/** Makes a CLI at `<root>/bin/pulumi`, where `root` is an empty folder. If that fails, rejects with the reason. */
export type MakePulumiCli = (options: {
  version: string;
  root: string;
  environment: NodeJS.ProcessEnv;
  /** Receives each progress line of a long step. */
  report: (line: string) => void;
}) => Promise<void>;
