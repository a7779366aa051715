import { Paper, Progress, Stack, Text, Title } from '@mantine/core';
import type { PreviewResponse } from '../../../../../../contract/preview.ts';
import { fill } from '../../../../i18n/fill.ts';
import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { TextLink } from '../../../../ui/links.tsx';
import { Problem } from '../../../../ui/Problem.tsx';
import type { RulePreview } from './useRulePreview.ts';

/** Whom the rule of a form matches: the sentence, the number, and what each condition leaves. */
export function PreviewPanel({ preview }: { readonly preview: RulePreview }) {
  const { t, language } = useI18n();
  const { incomplete, sentence, progress, result, error, issues } = preview;
  return (
    <Paper withBorder p="md" className="preview">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t.segments.preview}
        </Title>
        {incomplete && <Text size="sm">{t.segments.incomplete}</Text>}
        {issues.length > 0 && (
          <Text size="sm" className="down">
            {t.segments.ruleRefused}
          </Text>
        )}
        <Problem title={t.segments.ruleRefused} error={error ?? null} />
        {sentence && <Text size="sm">{sentence[language]}</Text>}
        {progress && <Counting scanned={progress.scanned} total={progress.total} />}
        {result && <Result result={result} old={progress !== undefined} />}
      </Stack>
    </Paper>
  );
}

function Counting({ scanned, total }: { readonly scanned: number; readonly total: number | undefined }) {
  const { t, format } = useI18n();
  const share = total === undefined || total === 0 ? undefined : Math.min(1, scanned / total);
  return (
    <Progress.Root size="sm">
      <Progress.Section
        value={share === undefined ? 100 : Math.max(4, share * 100)}
        animated
        striped={share === undefined}
        aria-label={t.segments.counting}
        aria-valuetext={share === undefined ? format.count(scanned) : format.percent(share)}
      />
    </Progress.Root>
  );
}

function Result({ result, old }: { readonly result: PreviewResponse; readonly old: boolean }) {
  const { t, format, language } = useI18n();
  const { matched, scanned, complete, waterfall, sample } = result;
  const width = (count: number) => `${scanned === 0 ? 0 : (100 * count) / scanned}%`;
  const parts = waterfall.map(({ sentence, remaining, matched: alone }) => ({
    label: sentence[language],
    remaining,
    alone,
  }));
  const steps = [{ label: t.segments.everybody, remaining: scanned, alone: undefined }, ...parts];
  return (
    <Stack gap="sm" className={old ? 'old' : undefined} aria-busy={old}>
      <div role="status">
        <Text className="headline">{format.count(matched)}</Text>
        <Text size="sm">
          {fill(t.segments.of, { total: format.count(scanned) })}
          {scanned > 0 && ` · ${format.percent(matched / scanned)}`}
        </Text>
        {!complete && <Text size="sm">{t.segments.partial}</Text>}
      </div>
      {waterfall.length > 0 && (
        <ol className="waterfall" aria-label={t.segments.waterfall}>
          {steps.map(({ label, remaining, alone }, index) => (
            <li key={index}>
              <Text size="xs">{label}</Text>
              <div className="track">
                <div className="bar" style={{ inlineSize: width(remaining) }} />
                <span className="number">{format.count(remaining)}</span>
              </div>
              {alone !== undefined && waterfall.length > 1 && (
                <Text size="xs" className="quiet">
                  {fill(t.segments.alone, { n: format.count(alone) })}
                </Text>
              )}
            </li>
          ))}
        </ol>
      )}
      {sample.length > 0 && (
        <Text size="xs">
          {t.segments.sample}:{' '}
          {sample.slice(0, 5).map((id, index) => (
            <span key={id}>
              {index > 0 && ' · '}
              <TextLink to="/customers/$id" params={{ id }} size="xs" target="_blank" rel="noopener">
                <bdi>{id}</bdi>
              </TextLink>
            </span>
          ))}
        </Text>
      )}
    </Stack>
  );
}
