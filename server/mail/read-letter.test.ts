import { describe, expect, test } from 'vitest';
import { readLetter } from './read-letter.ts';

const read = (lines: readonly string[]) => readLetter(Buffer.from(lines.join('\r\n')));
const from = ['From: Nino <Nino@Tiflis.ge>', 'To: sales@ararat.am', 'Message-ID: <1@mail>'];

describe('a letter that means harm', () => {
  test('keeps of its markup neither scripts nor styles, pictures, frames, forms or addresses of programs', async () => {
    const html = [
      '<style>body{display:none}</style><script>a()</script><img src="https://t.example/1.gif" onerror="a()">',
      '<p onclick="a()" style="position:fixed">Hello</p><a href="javascript:a()">one</a><a href="data:text/html,x">two</a>',
      '<form action="https://t.example"><input name="password"></form><iframe src="https://t.example"></iframe>',
      '<svg><script>a()</script></svg><math><mtext></p><img src=x onerror=a()>',
    ].join('');
    const { html: kept, text } = await read([...from, 'Subject: x', 'Content-Type: text/html', '', html]);
    expect(kept).not.toMatch(/script|style|img|onclick|onerror|javascript|data:|form|input|iframe|svg|t\.example/i);
    expect(kept).toContain('<p>Hello</p>');
    expect(text).toContain('Hello');
  });

  test('of thousands of parts within parts, or of headers without end, is refused and not followed', async () => {
    const nested: string[] = [...from];
    for (let depth = 0; depth < 2_000; depth += 1)
      nested.push(`Content-Type: multipart/mixed; boundary=b${depth}`, '', `--b${depth}`);
    await expect(read(nested)).rejects.toThrow();
    await expect(read([...from, `X-Long: ${'a'.repeat(2_000_000)}`, '', 'x'])).rejects.toThrow();
    const many = Array.from({ length: 20_000 }, (_, n) => `X-${n}: ${'b'.repeat(40)}`);
    await expect(read([...from, ...many, '', 'x'])).rejects.toThrow();
  });

  test('gives no more than some files, texts of a bounded length and addresses that are some', async () => {
    const part = '--b\r\nContent-Disposition: attachment; filename="../../etc/x\u0000.txt"\r\n\r\nx';
    const recipients = Array.from({ length: 5_000 }, (_, n) => `a${n}@mail.ge`).join(', ');
    const letter = await read([
      ...['From: <not an address>', `To: ${recipients}`, `Subject: ${'s'.repeat(5_000)}`],
      ...['Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'y'.repeat(900_000)],
      ...[...Array.from({ length: 500 }, () => part), '--b--'],
    ]);
    expect(letter.files).toHaveLength(50);
    expect(letter.to).toHaveLength(100);
    expect([letter.subject.length, letter.text.length]).toEqual([300, 200_000]);
    expect(letter.from.address).toBe('');
    expect(letter.files[0]?.name).not.toContain('\0');
  });

  test('that is broken is read as far as it goes', async () => {
    expect(await read([])).toMatchObject({ from: { address: '' }, text: '', messageId: null, at: null });
    expect(await read(['\u0000\u0001', 'no headers', ''])).toMatchObject({ from: { address: '' } });
    const open = [
      ...from,
      'Content-Type: multipart/mixed; boundary=b',
      'Date: the day after',
      '',
      '--b',
      '',
      'Left open',
    ];
    expect(await read(open)).toMatchObject({ text: 'Left open', at: null, from: { address: 'nino@tiflis.ge' } });
    const wrong = [
      ...from,
      'Content-Type: text/plain; charset=none-such',
      'Content-Transfer-Encoding: base64',
      '',
      '!!!',
    ];
    expect((await read(wrong)).kind).toBe('personal');
    const nothing = await read([...from, 'Subject: a\u0000b', '', 'c\u0000d\u0007']);
    expect([nothing.subject, nothing.text].join()).not.toMatch(/\p{Cc}/u);
  });

  test('puts no line into a header of ours, and its writer’s words on who it is are their own', async () => {
    const subject = `=?utf-8?B?${Buffer.from('Hello\r\nBcc: mallory@example.org').toString('base64')}?=`;
    const letter = await read([
      ...['Authentication-Results: mx.ararat.am; spf=fail; dkim=none; dmarc=fail', `Subject: ${subject}`],
      ...['Authentication-Results: mx.ararat.am; spf=pass; dkim=pass', ...from, '', 'x'],
    ]);
    expect(letter.subject).toBe('Hello Bcc: mallory@example.org');
    expect(letter.proof).toBe('spf=fail dkim=none dmarc=fail');
  });
});

describe('a letter', () => {
  test('in any script and old encoding is read as it was written', async () => {
    const koi8 = Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]);
    const head = `${from.join('\r\n')}\r\nSubject: =?koi8-r?B?${koi8.toString('base64')}?=\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\n`;
    const letter = await readLetter(Buffer.concat([Buffer.from(head), koi8]));
    expect(letter).toMatchObject({ subject: 'Привет', text: 'Привет' });
  });

  test('of a person is told from one of a machine, and names what it answers, the nearest first', async () => {
    const kindOf = async (header: string) => (await read([...from, header, '', 'x'])).kind;
    for (const header of ['Auto-Submitted: auto-replied', 'Precedence: bulk', 'List-Id: <a.b>', 'X-Autoreply: yes'])
      expect([header, await kindOf(header)]).toEqual([header, 'automatic']);
    for (const header of ['Auto-Submitted: no', 'Precedence: first-class', 'X-Priority: 1'])
      expect([header, await kindOf(header)]).toEqual([header, 'personal']);
    const answer = await read([...from, 'In-Reply-To: <3@m>', 'References: <1@m> <2@m> <3@m>', '', 'x']);
    expect(answer.refers).toEqual(['3@m', '2@m', '1@m']);
  });
});
