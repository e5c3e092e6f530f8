# Not compiled here; a test checks its names against the schema.
pulumi {
  required_providers {
    alicloud-dbs = {
      source = "pulumi/alicloud-dbs"
    }
  }
}

# Starts an export of the backup set, or adopts the same export if it runs already.
resource "alicloud-dbs_download_task" "orders" {
  instance_name = "rm-bp1example"
  backup_set_id = "146005"
  format        = "csv"
}

# Waits until the export is finished. If it fails, it is retried, twice at most.
resource "alicloud-dbs_download_tasks_gate" "orders_ready" {
  instance_name = "rm-bp1example"
  task_ids      = [alicloud-dbs_download_task.orders.task_id]
  task_retries  = 2

  timeouts {
    create = "6h"
  }
}

# What uses an output of the gate, or depends on it, runs after it has opened.
output "summary" {
  value = alicloud-dbs_download_tasks_gate.orders_ready.summary
}
