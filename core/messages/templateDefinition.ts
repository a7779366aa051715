export interface TemplateSource {
  readonly subject: string;
  readonly mjml: string;
}

export interface Template {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  /** By BCP 47 language tag. */
  readonly languages: Readonly<Record<string, TemplateSource>>;
  /** Merge fields that the languages use. */
  readonly fields: readonly string[];
}
