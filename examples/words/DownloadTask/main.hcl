# Not compiled here; a test checks its names against the schema.
pulumi {
  required_providers {
    alicloud-dbs = {
      source = "pulumi/alicloud-dbs"
    }
  }
}

resource "alicloud-dbs_download_task" "orders" {
  instance_name = "rm-bp1example"
  backup_set_id = "146005"
  format        = "csv"
  target = {
    type   = "OSS"
    bucket = "my-exports"
    path   = "orders"
  }
}

output "task_id" {
  value = alicloud-dbs_download_task.orders.task_id
}
