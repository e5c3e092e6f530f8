/**
 * Code that Pulumi's dynamic host runs to load the gate provider. It is stored in the state of every gate. It resolves
 * this package from the program's folder, so it is the same for linked and installed packages and contains no path. It
 * also contains no logic that a later release might need to change.
 *
 * **Every release must keep this exact string.** The state of open gates contains it, and a different string would
 * appear as a change to every gate. If the package is gone, checks and new gates fail with the reason. Refresh and
 * destroy of open gates still work, because they do not need the package.
 */
export const GATE_PROVIDER_TEXT =
  'exports.handler=()=>{try{return require("module").createRequire(process.cwd()+"/")("pulumi-alicloud-dbs/gate-provider")}' +
  "catch(e){const f=()=>{throw e};return{check:f,create:f}}}";
