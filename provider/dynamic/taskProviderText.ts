/**
 * Code that Pulumi's dynamic host runs to load the provider of download tasks. It is stored in the state of every
 * `DownloadTask`. What GATE_PROVIDER_TEXT says of itself holds for this text too.
 *
 * **Every release must keep this exact string.** The state of recorded tasks contains it, and a different string would
 * appear as a change to every task. If the package is gone, checks and new tasks fail with the reason. Refresh and
 * destroy of recorded tasks still work, because they do not need the package.
 */
export const TASK_PROVIDER_TEXT =
  'exports.handler=()=>{try{return require("module").createRequire(process.cwd()+"/")("pulumi-alicloud-dbs/task-provider")}' +
  "catch(e){const f=()=>{throw e};return{check:f,create:f}}}";
