import { describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../shared/errors.ts';
import type { AuthHandler } from './auth-routes.ts';
import { buildHttpServer } from './http-server.factory.ts';

const url = '/api/auth/sign-in/email';
const signIn = { email: 'anahit@ararat.am', password: 'Masis 5165' };

describe('signing in', () => {
  it('is handed over as it came and answered as it is told', async () => {
    const headers = new Headers({ 'content-type': 'application/json' });
    headers.append('set-cookie', 'session=1; HttpOnly');
    headers.append('set-cookie', 'cache=2');
    const authHandler: AuthHandler = async (request) => Response.json(await request.json(), { status: 201, headers });
    const answer = await buildHttpServer({ authHandler }).inject({ method: 'POST', url, payload: signIn });
    expect([answer.statusCode, answer.json()]).toEqual([201, signIn]);
    expect(answer.headers['set-cookie']).toEqual(['session=1; HttpOnly', 'cache=2']);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it('sees the public address, whatever the host header says, and the true client', async () => {
    const authHandler = vi.fn<AuthHandler>(async () => new Response(null));
    const http = buildHttpServer({ authHandler, publicUrl: 'https://crm.ararat.am' });
    const headers = { host: 'evil.example', 'x-forwarded-for': '6.6.6.6', 'x-forwarded-host': 'evil.example' };
    await http.inject({ url: '/api/auth/verify?token=1', headers, remoteAddress: '10.1.2.3' });
    const [request, ip] = authHandler.mock.calls[0] ?? [];
    expect([request?.url, ip]).toEqual(['https://crm.ararat.am/api/auth/verify?token=1', '10.1.2.3']);
  });

  it('can not be sent elsewhere by its path', async () => {
    const authHandler = vi.fn<AuthHandler>(async () => new Response(null));
    await buildHttpServer({ authHandler, publicUrl: 'https://crm.ararat.am' }).inject('/api/auth//evil.example/x');
    for (const [request] of authHandler.mock.calls) expect(new URL(request.url).origin).toBe('https://crm.ararat.am');
  });

  it('is refused from other sites, as a form, and when long', async () => {
    const authHandler = vi.fn<AuthHandler>(async () => new Response(null));
    const http = buildHttpServer({ authHandler });
    const post = async (payload: string, headers: Record<string, string>) =>
      (await http.inject({ method: 'POST', url, payload, headers })).json<Problem>().code;
    const json = { 'content-type': 'application/json' };
    expect(await post('{}', { ...json, origin: 'https://evil.example' })).toBe('crossOrigin');
    expect(await post('email=a', { 'content-type': 'application/x-www-form-urlencoded' })).toBe('unsupportedMediaType');
    expect(await post(`"${'x'.repeat(70_000)}"`, json)).toBe('bodyTooLarge');
    expect(authHandler).not.toHaveBeenCalled();
  });

  it('is counted by address', async () => {
    const authHandler: AuthHandler = async () => new Response(null);
    const http = buildHttpServer({ authHandler, rateLimit: { perSecond: 0.1, burst: 1 } });
    const from = async (remoteAddress: string) =>
      (await http.inject({ method: 'POST', url, remoteAddress })).statusCode;
    expect([await from('10.0.0.1'), await from('10.0.0.1'), await from('10.0.0.2')]).toEqual([200, 429, 200]);
  });

  it.each<[string, number | string | undefined, string]>([
    ['nobody is in front', undefined, '10.0.0.9'],
    ['one proxy is', 1, '203.0.113.7'],
    ['two are', 2, '198.51.100.2'],
    ['those of a network are', '10.0.0.0/8', '203.0.113.7'],
    ['those of another network are', '172.16.0.0/12', '10.0.0.9'],
  ])('comes from whom the proxies say, where %s, and never from whom the client says', async (_where, trusted, ip) => {
    const authHandler: AuthHandler = async (_request, address) => Response.json({ address });
    const http = buildHttpServer({ authHandler, ...(trusted ? { trustProxy: trusted } : {}) });
    const headers = { 'x-forwarded-for': '192.0.2.66, 198.51.100.2, 203.0.113.7' };
    const answer = await http.inject({ method: 'POST', url, remoteAddress: '10.0.0.9', headers });
    expect(answer.json()).toEqual({ address: ip });
  });

  it('that fails inside is answered as our fault, without a word of it', async () => {
    const authHandler: AuthHandler = () => Promise.reject(new Error('secret'));
    const answer = await buildHttpServer({ authHandler }).inject({ method: 'POST', url, payload: signIn });
    expect(answer.json<Problem>().code).toBe('internal');
    expect(answer.body).not.toContain('secret');
  });
});
