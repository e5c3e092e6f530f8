/*
 * The one-way road: core <- wire <- operations <- lifecycle <- dynamic <- sdk <- examples.
 * Each layer may import what stands to its left, the packages that are named for it, and of Node.js what is named for it.
 */
const layers = ["core", "wire", "operations", "lifecycle", "dynamic"];
const above = (index) => `^(provider/(${layers.slice(index + 1).join("|") || "none"})/|sdk/|examples/|test/)`;
const packages = {
  core: ["zod"],
  wire: ["@alicloud/[^/]+", "https-proxy-agent"],
  operations: [],
  lifecycle: [],
  dynamic: ["@pulumi/pulumi"],
};
/** Sockets, files, environment and timers are wire's: the others have what computes. */
const modules = { core: [], operations: ["crypto"], lifecycle: ["util"], dynamic: ["crypto", "util"] };

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
    ...layers.map((layer) => ({
      name: `${layer}-imports-its-packages`,
      severity: "error",
      from: { path: `^provider/${layer}/` },
      to: {
        path: "^node_modules/",
        pathNot: [...packages[layer], "@types/node"].map((name) => `^node_modules/${name}/`),
      },
    })),
    ...Object.entries(modules).map(([layer, names]) => ({
      name: `${layer}-imports-its-modules`,
      severity: "error",
      from: { path: `^provider/${layer}/` },
      to: { dependencyTypes: ["core"], pathNot: names.map((name) => `^(node:)?${name}$`) },
    })),
    { name: "sdk-imports-downwards", severity: "error", from: { path: "^sdk/" }, to: { path: "^(examples|test)/" } },
    {
      name: "sdk-imports-pulumi-alone",
      severity: "error",
      from: { path: "^sdk/" },
      to: { path: "^node_modules/", pathNot: ["^node_modules/@pulumi/pulumi/", "^node_modules/@types/node/"] },
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
