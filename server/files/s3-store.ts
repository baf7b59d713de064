import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { FileStore } from './file-store.ts';

export interface S3Settings {
  /** Absent for Amazon's own. */
  readonly endpoint?: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

type Sdk = Awaited<ReturnType<typeof load>>;

interface Connection {
  readonly sdk: Sdk;
  readonly client: InstanceType<Sdk['S3Client']>;
}

/** Few installations have a bucket: the others need not load what speaks to one. */
const load = () => import('@aws-sdk/client-s3');

/** Files in a bucket of anything that speaks S3. */
export function createS3Store({ endpoint, region, bucket, accessKeyId, secretAccessKey }: S3Settings): FileStore {
  const options = {
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Servers other than Amazon's know no trailing checksums; the key is the content's own.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  } as const;
  let connection: Promise<Connection> | undefined;
  const connect = () => {
    connection ??= load().then((sdk) => ({ sdk, client: new sdk.S3Client(options) }));
    return connection;
  };
  const at = (key: string) => ({ Bucket: bucket, Key: key });
  return {
    async keep(staged, key) {
      const { sdk, client } = await connect();
      const { size } = await stat(staged);
      const content = { Body: createReadStream(staged), ContentLength: size, ContentType: 'application/octet-stream' };
      await client.send(new sdk.PutObjectCommand({ ...at(key), ...content }));
      await rm(staged);
    },
    async open(key, range) {
      const { sdk, client } = await connect();
      try {
        const { Body } = await client.send(
          new sdk.GetObjectCommand({
            ...at(key),
            ...(range ? { Range: `bytes=${range.start}-${range.end}` } : {}),
          }),
        );
        return (Body as Readable | undefined) ?? null;
      } catch (error) {
        if (error instanceof sdk.NoSuchKey) return null;
        throw error;
      }
    },
    async *list(prefix) {
      const { sdk, client } = await connect();
      for (let token: string | undefined, more = true; more; ) {
        const page = await client.send(
          new sdk.ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
        );
        for (const { Key, LastModified, Size = 0 } of page.Contents ?? [])
          if (Key) yield { key: Key, keptAt: LastModified ?? new Date(), size: Size };
        token = page.NextContinuationToken;
        more = page.IsTruncated === true;
      }
    },
    async remove(key) {
      const { sdk, client } = await connect();
      await client.send(new sdk.DeleteObjectCommand(at(key)));
    },
  };
}
