import {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { Permission } from '@backstage/plugin-permission-common';
import { ApiRoute } from '@goldenpath/backstage-plugin-production-readiness-common';
import express, { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { audited } from '../audit/audited';
import { Grant, Grants } from '../permissions/Grants';
import { parseInput } from './parseInput';

/** A request that has been authenticated and parsed. */
export interface ApiCall<
  Query = unknown,
  Body = unknown,
  Credentials = BackstageCredentials,
> {
  params: Record<string, string>;
  query: Query;
  body: Body;
  credentials: Credentials;
  request: Request;
  response: Response;
}

/** The same for a write, which has leave. */
export interface ChangeCall<
  Query = unknown,
  Body = unknown,
  Credentials = BackstageCredentials,
> extends ApiCall<Query, Body, Credentials> {
  /** To be asked about the service concerned, once it is known. */
  grant: Grant;
}

/** How a write is recorded, and what it needs. */
export interface ChangeOptions {
  eventId: string;
  permission: Permission;
}

/** @see ApiRouter */
export interface ApiRouterOptions {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  grants: Grants;
}

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/**
 * Mounts the routes of the table in the common package. What they parse requests with is what the OpenAPI document is
 * made from, so that the two cannot differ.
 */
export class ApiRouter {
  readonly router: Router = PromiseRouter();

  private constructor(private readonly options: ApiRouterOptions) {}

  static create(options: ApiRouterOptions): ApiRouter {
    return new ApiRouter(options);
  }

  /** A route that reads, for users and services. Answers with JSON. */
  read<Query extends z.ZodType, Body extends z.ZodType>(
    route: ApiRoute<Query, Body>,
    read: (call: ApiCall<z.output<Query>>) => Promise<object>,
  ): void {
    this.write(route, {}, async call => {
      call.response.status(route.answer.status).json(await read(call));
    });
  }

  /** A route that reads and writes its answer itself. */
  write<Query extends z.ZodType, Body extends z.ZodType>(
    route: ApiRoute<Query, Body>,
    access: { allowLimitedAccess?: boolean },
    write: (call: ApiCall<z.output<Query>>) => Promise<void>,
  ): void {
    this.router[route.method](route.path, async (request, response) => {
      const credentials = await this.options.httpAuth.credentials(request, {
        allow: ['user', 'service'],
        ...access,
      });
      const query = parseInput(route.query, request.query);
      const { params } = request;
      await write({ params, query, body: {}, credentials, request, response });
    });
  }

  /** A route that changes something: done by a user who has the permission, and put on record either way. */
  change<Query extends z.ZodType, Body extends z.ZodType>(
    route: ApiRoute<Query, Body>,
    options: ChangeOptions,
    act: (
      call: ChangeCall<z.output<Query>, z.output<Body>, UserCredentials>,
    ) => Promise<object>,
  ): void {
    const { httpAuth } = this.options;
    this.mountChange(route, options, act, request =>
      httpAuth.credentials(request, { allow: ['user'] }),
    );
  }

  /** The same, open to services such as pipelines. */
  changeByAnyone<Query extends z.ZodType, Body extends z.ZodType>(
    route: ApiRoute<Query, Body>,
    options: ChangeOptions,
    act: (call: ChangeCall<z.output<Query>, z.output<Body>>) => Promise<object>,
  ): void {
    const { httpAuth } = this.options;
    this.mountChange(route, options, act, request =>
      httpAuth.credentials(request, { allow: ['user', 'service'] }),
    );
  }

  private mountChange<
    Query extends z.ZodType,
    Body extends z.ZodType,
    Credentials extends BackstageCredentials,
  >(
    route: ApiRoute<Query, Body>,
    { eventId, permission }: ChangeOptions,
    act: (
      call: ChangeCall<z.output<Query>, z.output<Body>, Credentials>,
    ) => Promise<object>,
    authenticate: (request: Request) => Promise<Credentials>,
  ): void {
    const { auditor, grants } = this.options;
    this.router[route.method](
      route.path,
      express.json({ limit: route.bodyLimit }),
      async (request, response) => {
        const credentials = await authenticate(request);
        const { params } = request;
        const answer = await audited(
          auditor,
          { eventId, request, meta: { ...params } },
          async () => {
            const grant = await grants.ask(permission, credentials);
            const query = parseInput(route.query, request.query);
            const body = parseInput(route.body, request.body);
            return act({
              params,
              query,
              body,
              credentials,
              grant,
              request,
              response,
            });
          },
        );
        response.status(route.answer.status).json(answer);
      },
    );
  }
}
