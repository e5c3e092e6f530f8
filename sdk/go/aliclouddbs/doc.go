// Starts exports of database backups on Alibaba Cloud (DBS download tasks), waits for them, and makes deployments depend on them.
package aliclouddbs
