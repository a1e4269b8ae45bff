import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';

type Kind = FactOf<'infrastructure'>['kind'];

/** What the types of resources of infrastructure tools are, by words of their names; the first that fits decides. */
const table: Array<[Kind, RegExp]> = [
  ['slo', /slo\b|service_level|servicelevel/i],
  [
    'alarm',
    /alarm|metric_alert|metricalert|alert_policy|alertpolicy|monitor$|_monitor\b|alert_rule/i,
  ],
  ['backup', /backup|snapshot_schedule|snapshotschedule|dlm_lifecycle/i],
  [
    'autoscaling',
    /autoscal|scaling_policy|scalingpolicy|appautoscaling|scalabletarget/i,
  ],
  ['cache', /elasticache|redis|memcache|memorystore|dax_cluster/i],
  [
    'database',
    /(?:^|_|::|\.)(?:rds|db_instance|dbinstance|dbcluster|sql_database_instance|sqlinstance|docdb|neptune|dynamodb_table|dynamodb::table|cosmosdb|spanner|bigtable|firestore|alloydb|redshift|timestream|opensearch_domain|elasticsearch_domain)|postgresql|mysql|mariadb|mssql|mongodb|aurora|database|globaltable|sqldatabase/i,
  ],
  [
    'bucket',
    /bucket|storage_account|storageaccount|storageaccounts|blob_container|efs_file_system|file_share/i,
  ],
  [
    'queue',
    /sqs|sns_topic|sns::topic|pubsub|servicebus|eventhub|event_hub|kinesis|msk_|msk::|kafka|rabbitmq|mq_broker|amazonmq|eventbridge|cloud_tasks/i,
  ],
  [
    'cluster',
    /eks_cluster|eks::cluster|ecs_cluster|ecs::cluster|container_cluster|containercluster|kubernetes_cluster|managedclusters|aks/i,
  ],
  [
    'secret',
    /secretsmanager|secret_manager|secretmanager|key_vault_secret|ssm_parameter|vaults\/secrets|vault_/i,
  ],
];

/** What belongs to a server, a cluster or a table and holds no data of its own. */
const belongings =
  /(?:_|::\w*|\.\w*)(?:configuration|parameter_?group|subnet_?group|option_?group|security_?group|policy|saml_options|firewall_rule|virtual_network_rule|user|role|role_association|grants?|default_privileges|schema|extension|proxy|proxy_target|proxy_default_target_group|event_subscription|activity_stream|(?:active_directory|aad)_administrator|vpc_endpoint|access_policy|acl|item|kinesis_streaming_destination|certificate|ssl_cert|index|lock|private_endpoint(?:_connection)?|auditing_policy|extended_auditing_policy|threat_detection_policy|transparent_data_encryption|cluster_endpoint|cluster_instance|secret_?target_?attachment|DBProxy\w*)$|^(?:azurerm_\w*(?:postgresql|mysql|mariadb)\w*_database|google_sql_database|google_spanner_database|postgresql_database|mysql_database|mongodbatlas_database_user|azurerm_cosmosdb_(?:sql|mongo)_(?:database|container|collection))$/i;

/** What kind of infrastructure a resource type is. */
export function kindOfResource(type: string): Kind {
  const kind = table.find(([, pattern]) => pattern.test(type))?.[0] ?? 'other';
  return kind === 'database' && belongings.test(type) ? 'other' : kind;
}

/** Resources that hold data for as long as they stand: servers, clusters and tables, not what belongs to them. */
const persistent =
  /^(?:aws_(?:db_instance|rds_cluster|docdb_cluster|neptune_cluster|dynamodb_table|redshift_cluster|timestreamwrite_table|(?:opensearch|elasticsearch)_domain)|google_(?:sql_database_instance|spanner_instance|bigtable_instance|alloydb_cluster|firestore_database)|azurerm_(?:(?:postgresql|mysql|mariadb|mssql)_(?:flexible_)?server|mssql_managed_instance|cosmosdb_account|mongo_cluster)|AWS::(?:RDS::DB(?:Instance|Cluster)|DocDB::DBCluster|Neptune::DBCluster|DynamoDB::(?:Global)?Table|Redshift::Cluster|OpenSearchService::Domain))$/;

/** Whether a resource type keeps data that somebody would miss. */
export function isPersistent(type: string): boolean {
  return persistent.test(type);
}
