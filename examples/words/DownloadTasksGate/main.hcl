# Not compiled here; a test checks its names against the schema.
pulumi {
  required_providers {
    alicloud-dbs = {
      source = "pulumi/alicloud-dbs"
    }
  }
}

resource "alicloud-dbs_download_tasks_gate" "exports_ready" {
  instance_name = "rm-bp1example"
  task_ids      = ["dt-orders", "dt-customers"]
  task_retries  = 2
  poll_interval = "2m"

  timeouts {
    create = "6h"
  }
}

# What uses an output of the gate, or depends on it, runs after it has opened.
output "summary" {
  value = alicloud-dbs_download_tasks_gate.exports_ready.summary
}
