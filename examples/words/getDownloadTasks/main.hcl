# Not compiled here; a test checks its names against the schema.
pulumi {
  required_providers {
    alicloud-dbs = {
      source = "pulumi/alicloud-dbs"
    }
  }
}

data "alicloud-dbs_download_tasks" "finished" {
  instance_name = "rm-bp1example"
  state         = "finished"
}

output "ids" {
  value = data.alicloud-dbs_download_tasks.finished.ids
}
