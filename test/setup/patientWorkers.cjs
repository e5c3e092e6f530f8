/*
 * Gives mocha's workers time to write their coverage. After the last test, the pool ends each worker, and kills it when it
 * has not ended within a second. On a busy machine, writing the coverage takes longer, and all that the worker covered
 * would be missing from the report. Mocha has no option for that time.
 */
const workerpool = require("workerpool");

const { pool } = workerpool;
workerpool.pool = (script, options) => pool(script, { ...options, workerTerminateTimeout: 120_000 });
