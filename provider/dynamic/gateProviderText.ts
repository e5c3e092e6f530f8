/**
 * What a stack's state holds of the gate's provider: the text that Pulumi's dynamic host runs to find it. It finds this
 * package from the program's folder, so it is the same linked or installed, names no path, and carries no code that ages.
 *
 * **Every release must hold this very text**: the state of gates that are open holds it, and another one would show as a
 * change of every gate. Where the package is gone, checks and new gates fail with the reason, while refresh and destroy
 * of open gates still work, since they need nothing of it.
 */
export const GATE_PROVIDER_TEXT =
  'exports.handler=()=>{try{return require("module").createRequire(process.cwd()+"/")("pulumi-alicloud-dbs/gate-provider")}' +
  "catch(e){const f=()=>{throw e};return{check:f,create:f}}}";
