import { previewLines } from '@fastops/shared/printing/layout';
import type { PrintDocument } from '@fastops/shared/printing/document';

const PAPER = { columns: 42, codePage: 'cp858' } as const;

/** An X or a Z as its paper: the same lines, to the letter. */
export function PaperView({ document, label }: { readonly document: PrintDocument; readonly label: string }) {
  return (
    <pre
      tabIndex={0}
      aria-label={label}
      data-testid="paper"
      className="max-h-[56dvh] overflow-y-auto rounded-md border border-line bg-surface px-4 py-3 font-mono text-14 leading-5 whitespace-pre"
    >
      {previewLines(document, PAPER).join('\n')}
    </pre>
  );
}
