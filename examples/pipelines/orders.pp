# The export that wait-for-export.sh starts, in Pulumi's own format: it needs no converter.
instanceName = "rm-bp1example"
backupSetId  = "146005"
format       = "csv"
# A repeated step must not start, and pay for, a second export once the first is finished.
adopt        = "finished"
target       = { type = "OSS", bucket = "my-exports", path = "orders" }
