/**
 * Remembers the environment of this process.
 * @returns a function that restores it. It keeps the object `process.env`, because only writes to that object reach the
 *   operating system, where `os.homedir()` reads `HOME`
 */
export function keepEnvironment(): () => void {
  const before = { ...process.env };
  return () => {
    for (const name of Object.keys(process.env)) {
      if (!(name in before)) delete process.env[name];
    }
    Object.assign(process.env, before);
  };
}
