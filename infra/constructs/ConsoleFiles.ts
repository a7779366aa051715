import { Duration } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source, type ISource } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { SignInConfig } from '../signInConfig.ts';
import type { Stage } from '../stage.ts';
import { AppLogGroup } from './AppLogGroup.ts';

export interface ConsoleFilesProps {
  readonly stage: Stage;
  readonly bucket: IBucket;
  readonly distribution: IDistribution;
  /** The built console. */
  readonly files: ISource;
  /** Becomes `/config.json`. */
  readonly config: { readonly signIn: SignInConfig };
}

const PAGES = ['index.html', 'config.json'];

/**
 * The console's files. Assets have a hash in their name, so they never change and stay beside those of older versions,
 * which an open window may still load; the page that names them comes after them and is asked for anew each time.
 */
export class ConsoleFiles extends Construct {
  readonly pages: BucketDeployment;

  constructor(scope: Construct, id: string, { stage, bucket, distribution, files, config }: ConsoleFilesProps) {
    super(scope, id);
    const common = {
      destinationBucket: bucket,
      prune: false,
      memoryLimit: 512,
      logGroup: new AppLogGroup(this, 'Logs', stage),
    };
    const assets = new BucketDeployment(this, 'Assets', {
      ...common,
      sources: [files],
      exclude: PAGES,
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
    });
    this.pages = new BucketDeployment(this, 'Pages', {
      ...common,
      sources: [files, Source.jsonData('config.json', config)],
      exclude: ['*'],
      include: PAGES,
      cacheControl: [CacheControl.noCache()],
      distribution,
      distributionPaths: PAGES.map((page) => `/${page}`),
    });
    this.pages.node.addDependency(assets);
  }
}
