import { EnvironmentKind } from '../../deployment/environments';
import { PipelineFills } from '../../deployment/imageReferences';
import { VariableOrigin } from '../../infrastructure/modules/TerraformInstance';

/** What only the whole repository tells; known when all files were visited. */
export interface DeployFills extends PipelineFills {
  /** Paths of chart values that a pipeline sets, such as `image.tag`. */
  values: ReadonlySet<string>;
  /** Variables of Terraform that a pipeline sets, and how. */
  variables: ReadonlyMap<string, VariableOrigin>;
  /** The environments that tools deploy folders and files of values for, by path. */
  environments: ReadonlyMap<string, EnvironmentKind>;
  /** Paths of Dockerfiles whose last stage has a HEALTHCHECK. */
  healthchecks: ReadonlySet<string>;
}
