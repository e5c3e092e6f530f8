/*
 * The one-way road: core <- wire <- operations <- lifecycle <- dynamic <- sdk <- examples.
 * Each layer may import what stands to its left, and the packages that are named for it.
 */
const layers = ["core", "wire", "operations", "lifecycle", "dynamic"];
const above = (index) => `^(provider/(${layers.slice(index + 1).join("|") || "none"})/|sdk/|examples/|test/)`;

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, path: "^(provider|sdk)/" },
      to: {},
    },
    { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    ...layers.map((layer, index) => ({
      name: `${layer}-imports-downwards`,
      severity: "error",
      from: { path: `^provider/${layer}/` },
      to: { path: above(index) },
    })),
    { name: "sdk-imports-downwards", severity: "error", from: { path: "^sdk/" }, to: { path: "^(examples|test)/" } },
    {
      name: "core-is-pure",
      comment: "no I/O, no environment, no timers: zod alone",
      severity: "error",
      from: { path: "^provider/core/" },
      to: { pathNot: ["^provider/core/", "^node_modules/zod/"] },
    },
    {
      name: "wire-knows-no-pulumi",
      severity: "error",
      from: { path: "^provider/(wire|operations|lifecycle)/" },
      to: { path: "^node_modules/@pulumi/" },
    },
    {
      name: "only-wire-knows-the-cloud",
      severity: "error",
      from: { path: "^(provider/(core|operations|lifecycle|dynamic)|sdk)/" },
      to: { path: "^node_modules/@alicloud/" },
    },
    {
      name: "emulator-stands-alone",
      comment: "shares no code with the client, so that an error in one shows in the other",
      severity: "error",
      from: { path: "^test/emulator/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: "^test/emulator/", dependencyTypesNot: ["core"] },
    },
    {
      name: "examples-use-the-public-face",
      severity: "error",
      from: { path: "^examples/" },
      to: { path: "^(provider|test)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    exclude: { path: "^(dist|coverage)/" },
  },
};
