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
  /** What one request carries at most; servers take 5 GB. */
  readonly partBytes?: number;
}

/** Servers take ten thousand parts. */
const usualPart = 512 * 1024 * 1024;

type Sdk = Awaited<ReturnType<typeof load>>;

interface Connection {
  readonly sdk: Sdk;
  readonly client: InstanceType<Sdk['S3Client']>;
}

/** Few installations have a bucket: the others need not load what speaks to one. */
const load = () => import('@aws-sdk/client-s3');

/** Files in a bucket of anything that speaks S3. */
export function createS3Store(settings: S3Settings): FileStore {
  const { endpoint, region, bucket, accessKeyId, secretAccessKey, partBytes = usualPart } = settings;
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
      const target = { ...at(key), ContentType: 'application/octet-stream' };
      if (size > partBytes) await putParts({ sdk, client }, staged, target, { size, partBytes });
      else
        await client.send(new sdk.PutObjectCommand({ ...target, Body: createReadStream(staged), ContentLength: size }));
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

/** What is too large for one request, in several; when one fails nothing of it stays. */
async function putParts(
  { sdk, client }: Connection,
  staged: string,
  { ContentType, ...target }: { readonly Bucket: string; readonly Key: string; readonly ContentType: string },
  { size, partBytes }: { readonly size: number; readonly partBytes: number },
): Promise<void> {
  const { UploadId } = await client.send(new sdk.CreateMultipartUploadCommand({ ...target, ContentType }));
  const upload = { ...target, UploadId };
  try {
    const Parts = [];
    for (let start = 0, PartNumber = 1; start < size; start += partBytes, PartNumber += 1) {
      const end = Math.min(start + partBytes, size) - 1;
      const part = { Body: createReadStream(staged, { start, end }), ContentLength: end - start + 1, PartNumber };
      const { ETag } = await client.send(new sdk.UploadPartCommand({ ...upload, ...part }));
      Parts.push({ ETag, PartNumber });
    }
    await client.send(new sdk.CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
  } catch (error) {
    // What failed first is told; what a bucket could not give up it clears away by its own rule.
    await client.send(new sdk.AbortMultipartUploadCommand(upload)).catch(() => undefined);
    throw error;
  }
}
