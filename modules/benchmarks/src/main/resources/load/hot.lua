-- A cent from one account to another, always the same two.
function request()
  return wrk.format("POST", "/api/v2.1/transactions", wrk.headers, '{"transaction_type":"JOURNAL_ENTRY","smart_code":"HERA.FIN.GL.JOURNAL.MANUAL.V1","transaction_date":"2026-04-05","lines":[{"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"a0000000-0000-4000-8000-000000001010","debit_amount":0.01},{"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"a0000000-0000-4000-8000-000000006000","credit_amount":0.01}]}')
end
function done(summary, latency, requests)
  io.write(string.format("P95 %.1f\n", latency:percentile(95) / 1000))
end
