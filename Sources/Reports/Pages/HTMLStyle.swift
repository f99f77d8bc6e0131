/// The style sheet of `index.html`: light, dark and print, without any file from elsewhere.
enum HTMLStyle {
  static let sheet = """
    :root {
      --text: #1d2329; --soft: #59636e; --back: #ffffff; --card: #f5f7f9; --line: #d4dae0;
      --link: #1a5a8a; --notice: #7a4b00; --notice-back: #fff5dd;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --text: #e4e8ec; --soft: #a3adb8; --back: #15191d; --card: #1f252b; --line: #3a434c;
        --link: #7cbcf0; --notice: #ffd58a; --notice-back: #3a2e14;
      }
    }
    * { box-sizing: border-box; }
    html { font-size: 16px; }
    body {
      margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; background: var(--back);
      color: var(--text); line-height: 1.55;
      font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
    }
    h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .75rem; }
    h2 { font-size: 1.3rem; margin: 2.75rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
    p { max-width: 46rem; margin: 0 0 .9rem; }
    a { color: var(--link); }
    code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace; font-size: .9em; }
    .question { font-size: 1.15rem; color: var(--soft); }
    .notice {
      background: var(--notice-back); color: var(--notice); padding: .6rem .9rem;
      border-left: 4px solid currentColor; font-weight: 600;
    }
    .summary { background: var(--card); padding: .25rem 1.25rem .6rem; border-radius: 6px; }
    .summary h2 { border: 0; margin-top: .5rem; padding-top: .25rem; }
    nav ol { columns: 2; padding-left: 1.4rem; margin: 1.5rem 0 0; font-size: .95rem; }
    .no-data { color: var(--soft); font-style: italic; }
    .note, caption, figcaption { font-size: .9rem; color: var(--soft); }
    .table { overflow-x: auto; margin: 1.25rem 0 1.75rem; }
    table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
    caption { text-align: left; padding-bottom: .5rem; max-width: 46rem; }
    thead th { border-top: 1.5px solid var(--text); border-bottom: 1px solid var(--text); }
    tbody tr:last-child td { border-bottom: 1.5px solid var(--text); }
    th, td { padding: .25rem .8rem .25rem 0; text-align: left; vertical-align: top; }
    td { max-width: 22rem; overflow-wrap: break-word; }
    th { font-weight: 600; vertical-align: bottom; }
    th.n, td.n { text-align: right; padding-left: .8rem; padding-right: .8rem; white-space: nowrap; }
    .note { margin-top: .4rem; }
    tbody tr:nth-child(even) { background: color-mix(in srgb, var(--card) 70%, transparent); }
    figure { margin: 1.5rem 0 2rem; }
    .picture { background: #ffffff; padding: .5rem; border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; }
    .picture svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
    figcaption { margin-top: .5rem; max-width: 46rem; }
    figcaption b { color: var(--text); }
    details { margin-top: .4rem; font-size: .9rem; }
    summary { cursor: pointer; color: var(--soft); }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
    dt { color: var(--soft); }
    dd { margin: 0; font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace; font-size: .9em; }
    .references { padding-left: 1.2rem; font-size: .95rem; }
    .references li { margin-bottom: .4rem; overflow-wrap: anywhere; }
    #provenance td { white-space: normal; overflow-wrap: anywhere; }
    #provenance td:last-child { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace; font-size: .75rem; }
    @media (max-width: 40rem) { nav ol { columns: 1; } }
    @media print {
      :root {
        --text: #000; --soft: #333; --back: #fff; --card: #fff; --line: #999; --link: #000;
        --notice: #000; --notice-back: #fff;
      }
      html { font-size: 10pt; }
      body { max-width: none; padding: 0; }
      nav, details { display: none; }
      h2 { break-after: avoid; }
      figure, .summary, tr { break-inside: avoid; }
      thead { display: table-header-group; }
      .table { overflow: visible; }
      .picture { border: 0; padding: 0; }
      th, td { white-space: normal; }
    }
    """
}
