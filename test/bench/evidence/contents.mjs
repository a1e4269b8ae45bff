const assets = ['png', 'jpg', 'woff2', 'svg', 'ico', 'pdf', 'mp4', 'wasm'];

/** An asset of a frontend or a design system: large, and of no interest. */
export function assetOf(index, random) {
  const extension = assets[index % assets.length];
  return {
    name: `asset-${index}.${extension}`,
    content: random?.bytes(4_000 + random.below(20_000)),
  };
}

const pages = {
  readme: title => `# ${title}

This service keeps orders and answers questions about them over HTTP.

## Run

\`\`\`sh
make run
\`\`\`
`,
  runbook: title => `# Runbook ${title}

## Symptoms

The error rate alert fires and p99 latency rises above 500 ms.

## Diagnosis

1. Look at the dashboard and at the last deployment.
2. \`kubectl logs deploy/service --since 10m\`

## Mitigation

\`kubectl rollout undo deploy/service\`
`,
  guide: title => `# Guide ${title}\n`,
  adr: title => `# ${title}. Decision\n\n## Context\n`,
};

/** A page of Markdown with some length. */
export function documentOf(kind, title, random) {
  const paragraphs = Array.from(
    { length: 4 + random.below(10) },
    () => `${random.words(60)}.\n`,
  );
  return `${pages[kind](title)}\n${paragraphs.join('\n')}`;
}

const languages = {
  typescript: {
    path: (index, test) => `src/part${index}${test ? '.test' : ''}.ts`,
    head: test =>
      test
        ? "import { describe, expect, it } from 'vitest';\nimport { handle } from './part';\n"
        : "import express from 'express';\nimport pino from 'pino';\nimport { Pool } from 'pg';\n\nconst logger = pino();\n",
    item: (name, text) =>
      `/** ${text}. */\nexport async function ${name}(pool: Pool, id: string): Promise<string> {\n  logger.info({ id }, '${text}');\n  const { rows } = await pool.query('select name from orders where id = $1', [id]);\n  if (rows.length === 0) {\n    throw new Error(\`no order \${id}\`);\n  }\n  return rows[0].name;\n}\n`,
  },
  python: {
    path: (index, test) =>
      test ? `tests/test_${index}.py` : `app/part_${index}.py`,
    head: test =>
      test
        ? 'import pytest\n\nfrom app.part import handle\n'
        : 'import logging\n\nimport httpx\nfrom fastapi import APIRouter\n\nlogger = logging.getLogger(__name__)\nrouter = APIRouter()\n',
    item: (name, text) =>
      `\n@router.get("/${name}")\nasync def ${name}(order_id: str) -> dict:\n    """${text}."""\n    logger.info("${text}", extra={"order": order_id})\n    async with httpx.AsyncClient(timeout=2.0) as client:\n        response = await client.get(f"https://stock.example/{order_id}")\n    if response.status_code != 200:\n        raise RuntimeError("upstream")\n    return response.json()\n`,
  },
  go: {
    path: (index, test) =>
      `internal/part${index}/part${test ? '_test' : ''}.go`,
    head: test =>
      test
        ? 'package part\n\nimport "testing"\n'
        : 'package part\n\nimport (\n\t"context"\n\t"log/slog"\n\t"net/http"\n\t"time"\n)\n\nvar client = &http.Client{Timeout: 2 * time.Second}\n',
    item: (name, text) =>
      `\n// ${name} is about ${text}.\nfunc ${name}(ctx context.Context, id string) error {\n\tslog.InfoContext(ctx, "${text}", "id", id)\n\trequest, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://stock.example/"+id, nil)\n\tif err != nil {\n\t\treturn err\n\t}\n\tresponse, err := client.Do(request)\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn response.Body.Close()\n}\n`,
  },
  java: {
    path: (index, test) =>
      `src/${test ? 'test' : 'main'}/java/com/acme/orders/Part${index}${
        test ? 'Test' : ''
      }.java`,
    head: test =>
      test
        ? 'package com.acme.orders;\n\nimport static org.junit.jupiter.api.Assertions.assertEquals;\n\nimport org.junit.jupiter.api.Test;\n\nclass PartTest {\n'
        : 'package com.acme.orders;\n\nimport org.slf4j.Logger;\nimport org.slf4j.LoggerFactory;\nimport org.springframework.web.bind.annotation.GetMapping;\nimport org.springframework.web.bind.annotation.RestController;\n\n@RestController\nclass Part {\n  private static final Logger log = LoggerFactory.getLogger(Part.class);\n',
    item: (name, text) =>
      `\n  /** ${text}. */\n  @GetMapping("/${name}")\n  String ${name}(String id) {\n    log.info("${text} {}", id);\n    if (id == null || id.isBlank()) {\n      throw new IllegalArgumentException("id");\n    }\n    return id.trim();\n  }\n`,
    tail: '}\n',
  },
  csharp: {
    path: (index, test) =>
      test ? `Tests/Part${index}Tests.cs` : `Orders/Part${index}.cs`,
    head: test =>
      test
        ? 'using Xunit;\n\nnamespace Orders.Tests;\n\npublic class PartTests\n{\n'
        : 'using Microsoft.AspNetCore.Mvc;\nusing Microsoft.Extensions.Logging;\n\nnamespace Orders;\n\npublic class Part(ILogger<Part> logger) : ControllerBase\n{\n',
    item: (name, text) =>
      `\n    /// <summary>${text}.</summary>\n    [HttpGet("${name}")]\n    public IActionResult ${name}(string id)\n    {\n        logger.LogInformation("${text} {Id}", id);\n        return string.IsNullOrEmpty(id) ? NotFound() : Ok(id);\n    }\n`,
    tail: '}\n',
  },
  ruby: {
    path: (index, test) =>
      test ? `spec/part_${index}_spec.rb` : `app/services/part_${index}.rb`,
    head: test =>
      test
        ? "require 'rails_helper'\n"
        : '# frozen_string_literal: true\n\nclass Part\n',
    item: (name, text) =>
      `\n  # ${text}\n  def ${name}(id)\n    Rails.logger.info("${text} #{id}")\n    order = Order.find_by(id: id)\n    raise ArgumentError, id if order.nil?\n\n    order.name\n  end\n`,
    tail: 'end\n',
  },
};

/** A source file of an ecosystem. */
export function sourceOf(ecosystem, kind, index, random) {
  const { path, head, item, tail = '' } = languages[ecosystem];
  const isTest = kind === 'test';
  const items = Array.from({ length: 3 + random.below(12) }, (_, each) =>
    item(
      `${random.pick(['find', 'count', 'load', 'move'])}${each}`,
      random.words(6),
    ),
  );
  return [path(index, isTest), `${head(isTest)}${items.join('')}${tail}`];
}
