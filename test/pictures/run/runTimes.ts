/**
 * Texts that differ from run to run or from release to release, and what a picture shows in their place. The times are
 * those of one run. Each pattern is
 * looked for in a cell of the table or in a line outside it.
 */
export const RUN_TIMES: readonly [pattern: RegExp, shown: string, row?: RegExp][] = [
  [/DownloadTasksGate:\d[^"]*"/, 'DownloadTasksGate:…"'],
  [/running\.*$/, "running..."],
  [/creating \([\dhms ]+\)\.*$/, "creating (12s)"],
  [/creating failed \([\dhms ]+\)/, "creating failed (4s)"],
  [/created \([\dhms .]+\)/, "created (18s)", /DownloadTasksGate/],
  [/created \([\dhms .]+\)/, "created (0.05s)", / load /],
  [/\(about [\dhms ]+ left\)/, "(about 6s left)"],
  [/; [\dhms ]+ elapsed/, "; 12s elapsed"],
  [/cancelled after [\dhms ]+\./, "cancelled after 3s."],
  [/open after [\dhms ]+:/, "open after 18s:"],
  [/dt-orders created [\dhms ]+ ago/, "dt-orders created 2h ago"],
  [/dt-customers created [\dhms ]+ ago/, "dt-customers created 10m 18s ago"],
  [/dt-invoices created [\dhms ]+ ago/, "dt-invoices created 1m 18s ago"],
];
