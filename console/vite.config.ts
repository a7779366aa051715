import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `npm start`
const LOCAL = 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022' },
  server: { proxy: { '/api': LOCAL, '/health': LOCAL, '/config.json': LOCAL } },
});
