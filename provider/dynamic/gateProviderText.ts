/**
 * Code that Pulumi's dynamic host runs to load the gate's provider. The state of every gate stores it. It resolves this
 * package from the program's folder, so it is the same for linked and installed packages, names no path, and holds no
 * logic that ages.
 *
 * **Every release must keep this exact text.** The state of open gates holds it, and a different text would appear as a
 * change of every gate. If the package is gone, checks and new gates fail with the reason. Refresh and destroy of open
 * gates still work, because they do not need the package.
 */
export const GATE_PROVIDER_TEXT =
  'exports.handler=()=>{try{return require("module").createRequire(process.cwd()+"/")("pulumi-alicloud-dbs/gate-provider")}' +
  "catch(e){const f=()=>{throw e};return{check:f,create:f}}}";
