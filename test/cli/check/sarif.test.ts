import { describe, expect, it } from 'vitest';
import { checkSource } from '../../../src/cli/check/problems.ts';
import { sarifReport } from '../../../src/cli/check/sarif-report.ts';
import { loadLanguage } from '../../../src/cli/language.ts';
import { VERSION } from '../../../src/cli/process/version.ts';

const language = loadLanguage();

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly charOffset: number;
  readonly charLength: number;
}
interface Log {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly name: string;
        readonly version: string;
        readonly rules: readonly { readonly id: string }[];
      };
    };
    readonly columnKind: string;
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region?: Region;
        };
      }[];
    }[];
  }[];
}

function sarif(documents: Readonly<Record<string, string | null>>): Log {
  const checked = Object.entries(documents).map(([name, text]) =>
    checkSource({ name, text, problems: [] }, null, language),
  );
  return JSON.parse(sarifReport(checked, language.catalogue, '/app')) as Log;
}

const resultsOf = (documents: Readonly<Record<string, string>>) => sarif(documents).runs[0]?.results ?? [];
const places = (documents: Readonly<Record<string, string>>) =>
  resultsOf(documents).map(({ locations }) => locations[0]?.physicalLocation);

/** Properties that SARIF 2.1.0 defines, by object (OASIS, sections 3.13, 3.14, 3.19, 3.27, 3.29, 3.30, 3.49). */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  log: ['$schema', 'version', 'runs', 'inlineExternalProperties', 'properties'],
  run: ['tool', 'columnKind', 'results', 'artifacts', 'invocations', 'originalUriBaseIds'],
  driver: ['name', 'version', 'semanticVersion', 'informationUri', 'rules'],
  rule: [
    'id',
    'name',
    'shortDescription',
    'fullDescription',
    'help',
    'helpUri',
    'defaultConfiguration',
    'properties',
  ],
  result: [
    'ruleId',
    'ruleIndex',
    'level',
    'message',
    'locations',
    'fixes',
    'partialFingerprints',
    'properties',
  ],
  region: ['startLine', 'startColumn', 'endLine', 'endColumn', 'charOffset', 'charLength', 'snippet'],
};
const onlyKnown = (kind: string, value: object) => {
  expect([kind, Object.keys(value).filter((name) => !KNOWN[kind]?.includes(name))]).toEqual([kind, []]);
};

const DOCUMENTS = {
  'a.xml':
    '<?xml version="1.0"?>\r\n<Response>\r\n<Say\n  loop="x"\n  colour="red">a</Say><Redirect>mailto:a</Redirect><Say language="en">b</Say></Response>',
  'b c/ü.xml': '<Response>',
  'd.xml': '<Response/>',
};

describe('the SARIF log', () => {
  it('has the structure of 2.1.0', () => {
    const log = sarif(DOCUMENTS);
    onlyKnown('log', log);
    expect(log).toMatchObject({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0' });
    expect(log.runs).toHaveLength(1);
    for (const run of log.runs) {
      onlyKnown('run', run);
      onlyKnown('driver', run.tool.driver);
      expect(run.tool.driver).toMatchObject({ name: 'twiml-debug', version: VERSION });
      expect(run.columnKind).toBe('utf16CodeUnits');
      const { rules } = run.tool.driver;
      expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
      for (const rule of rules) onlyKnown('rule', rule);
      expect(run.results.length).toBeGreaterThan(4);
      for (const result of run.results) {
        onlyKnown('result', result);
        expect(rules[result.ruleIndex]?.id).toBe(result.ruleId);
        expect(['error', 'warning', 'note']).toContain(result.level);
        expect(result.message.text).not.toBe('');
        expect(result.locations).toHaveLength(1);
        for (const { physicalLocation } of result.locations) {
          expect(physicalLocation.artifactLocation.uri).toMatch(/^[\w./%:-]+$/);
          if (physicalLocation.region) onlyKnown('region', physicalLocation.region);
        }
      }
    }
  });

  it('names Twilio’s codes as rules, with what the catalogue says, and our own by their names', () => {
    const rules = sarif(DOCUMENTS).runs[0]?.tool.driver.rules;
    expect(rules?.map(({ id }) => id)).toEqual([
      'twilio-11100',
      'twilio-12100',
      'twilio-12200',
      'twilio-13510',
      'unlisted-value',
      'unreachable',
    ]);
    expect(rules?.[3]).toEqual({
      id: 'twilio-13510',
      shortDescription: { text: 'Say: Invalid loop value' },
      fullDescription: { text: expect.stringContaining('default') },
      help: { text: expect.any(String) },
      defaultConfiguration: { level: 'warning' },
    });
    expect(rules?.at(-1)).toEqual({ id: 'unreachable' });
  });

  it('says where a finding begins and ends, over lines of any kind', () => {
    const [first, second] = places({
      'a.xml': '<?xml version="1.0"?>\r\n<Response>\r<foo\n a="b"/><Say loop="😀">a</Say></Response>',
    });
    expect(first?.region).toEqual({
      startLine: 3,
      startColumn: 1,
      endLine: 4,
      endColumn: 9,
      charOffset: 34,
      charLength: 13,
    });
    expect(second?.region).toEqual({
      startLine: 4,
      startColumn: 20,
      endLine: 4,
      endColumn: 22,
      charOffset: 58,
      charLength: 2,
    });
  });

  it('adds the help to the message', () => {
    const [result] = resultsOf({ 'a.xml': '<Response><Pause length="x"/></Response>' });
    expect(result?.message.text).toBe(
      'Pause: invalid length value "x"; the default is used (1). Help: write a whole number of seconds of at least 1',
    );
  });

  it.each([
    ['a.xml', 'a.xml'],
    ['./a/../b.xml', 'b.xml'],
    ['/app/b/a.xml', 'b/a.xml'],
    ['/elsewhere/a b.xml', 'file:///elsewhere/a%20b.xml'],
    ['../a.xml', 'file:///a.xml'],
    ['b c/ü#1.xml', 'b%20c/%C3%BC%231.xml'],
    ['-', 'stdin'],
    ['http://app.test/a b?c=d', 'http://app.test/a%20b?c=d'],
  ])('writes the name %s as the URI reference %s', (name, uri) => {
    expect(places({ [name]: '<Response><Foo/></Response>' })[0]?.artifactLocation.uri).toBe(uri);
  });

  it('has results, of which there are none, for clean documents', () => {
    expect(sarif({ 'a.xml': '<Response/>' }).runs).toMatchObject([
      { results: [], tool: { driver: { rules: [] } } },
    ]);
  });

  it('has no region for a document that was not read', () => {
    const source = {
      name: 'a.xml',
      text: null,
      problems: [
        {
          ...checkSource({ name: 'a.xml', text: '<', problems: [] }, null, language).problems[0],
          location: null,
        },
      ],
    };
    const log = JSON.parse(
      sarifReport([checkSource(source as never, null, language)], language.catalogue, '/app'),
    ) as Log;
    expect(log.runs[0]?.results[0]?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'a.xml' },
    });
  });
});
