/**
 * Servers and tools beside the first list (commands.ts) that say a lot.
 *
 * Each is one shell command, run in an empty folder; `$ROOT` is the repository. A program that is not installed is left out;
 * most are one `apt-get install` away. Each server listens on loopback only and is ended by the shell that began it.
 */
import type { Command } from './command.ts'

/** Requests of many kinds at an HTTP server on loopback. */
function requests(port: number): string {
  return `for i in $(seq 1 150); do curl -s -o /dev/null -A "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36" -e "http://localhost/list?page=$i" "http://127.0.0.1:${port}/item/$((i * 7919))?v=$i&t=17000000$i"; done`
}

const PINO_SERVICE = `const pino=require('pino');const http=require('http');
const log=pino({level:'trace',base:{pid:process.pid,hostname:'worker-7',service:'orders',version:'2.14.0'}});
const ph=require('pino-http')({logger:log,genReqId:()=>require('crypto').randomUUID()});
const s=http.createServer((q,r)=>{ph(q,r);q.log.debug({orderId:Number(q.url.split('/')[2]),took_ms:Math.random()*40,shard:'eu-1b',sha:require('crypto').createHash('sha256').update(q.url).digest('hex')},'order %s loaded',q.url);
if(q.url.endsWith('7'))q.log.error({err:new Error('connect ECONNREFUSED 127.0.0.1:5432',{cause:new TypeError('fetch failed')})},'upstream failed');
r.setHeader('etag','W/"'+require('crypto').randomBytes(9).toString('hex')+'"');r.end('{}')}).listen(0,'127.0.0.1',async()=>{
for(let i=0;i<4000;i++)await fetch('http://127.0.0.1:'+s.address().port+'/orders/'+(100000+i*37),{headers:{'traceparent':'00-'+require('crypto').randomBytes(16).toString('hex')+'-'+require('crypto').randomBytes(8).toString('hex')+'-01','user-agent':'bench/1.0'}}).then(r=>r.text());s.close()})`

const NODE_TESTS = `for i in 1 2 3 4 5 6; do echo "import test from 'node:test'; import assert from 'node:assert'; for (let k = 0; k < 60; k++) test('adds ' + k, async (t) => { await t.test('part of ' + k, () => assert.deepEqual({ k, at: 1700000000000 + k }, { k, at: 1700000000000 + k + (k % 9 === 0 ? 1 : 0) })) })" > t$i.test.mjs; done; node --test --test-reporter=tap; node --test --test-reporter=spec; NODE_DEBUG=test_runner node --test t1.test.mjs`

export const SERVER_COMMANDS: readonly Command[] = [
  {
    name: 'pino-http service',
    needs: 'node',
    shell: `cd "$ROOT" && node -e "${PINO_SERVICE.replaceAll('"', '\\"')}"`
  },
  { name: 'node test runner', needs: 'node', shell: NODE_TESTS },
  {
    name: 'redis',
    needs: 'redis-server',
    shell:
      'redis-server --port 46379 --bind 127.0.0.1 --loglevel debug --dir . --appendonly yes & p=$!; sleep 1; (redis-cli -p 46379 monitor & m=$!; sleep 4; kill $m) & for i in $(seq 1 400); do echo "set order:$i:total $((i * 7919))"; echo "hset cart:$i sku AB-$i qty $i"; echo "expire order:$i:total 60"; done | redis-cli -p 46379 > /dev/null; redis-cli -p 46379 info everything; redis-cli -p 46379 config get "*"; redis-cli -p 46379 bgrewriteaof; redis-cli -p 46379 debug sleep 0; sleep 4; redis-cli -p 46379 shutdown nosave; wait $p'
  },
  {
    name: 'nginx',
    needs: 'nginx',
    shell: `mkdir -p logs www; echo x > www/index.html; printf 'daemon off; error_log stderr debug; pid n.pid; events {} http { access_log /dev/stdout combined; server { listen 127.0.0.1:44380; root www; location /item { try_files $uri /index.html; } } }' > n.conf; timeout 30 nginx -p "$PWD" -c n.conf & sleep 1; ${requests(44380)}; kill %1; wait`
  },
  {
    name: 'apache2',
    needs: 'apache2',
    shell: `mkdir www; echo x > www/index.html; printf 'ServerRoot "%s"\\nPidFile a.pid\\nServerName localhost\\nListen 127.0.0.1:44381\\nLoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so\\nLoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so\\nLoadModule dir_module /usr/lib/apache2/modules/mod_dir.so\\nLogLevel trace6\\nErrorLog /dev/stderr\\nCustomLog /dev/stdout "%%h %%l %%u %%t \\\\"%%r\\\\" %%>s %%b \\\\"%%{Referer}i\\\\" \\\\"%%{User-Agent}i\\\\" %%D"\\nDocumentRoot "%s/www"\\n' "$PWD" "$PWD" > a.conf; timeout 30 apache2 -X -f "$PWD/a.conf" & sleep 1; ${requests(44381)}; kill %1; wait`
  },
  {
    name: 'haproxy',
    needs: 'haproxy',
    shell: `printf 'global\\n log stdout format raw local0 debug\\ndefaults\\n mode http\\n log global\\n option httplog\\n timeout connect 1s\\n timeout client 5s\\n timeout server 5s\\nfrontend f\\n bind 127.0.0.1:44382\\n default_backend b\\nbackend b\\n server a 127.0.0.1:1 check\\n' > h.cfg; timeout 30 haproxy -d -V -f h.cfg & sleep 1; ${requests(44382)}; kill %1; wait`
  },
  {
    name: 'memcached',
    needs: 'memcached',
    shell: `timeout 20 memcached -u root -l 127.0.0.1 -p 44383 -vvv & sleep 1; python3 -c "
import socket
s=socket.create_connection(('127.0.0.1',44383))
for i in range(1200):
  s.sendall(b'set order:%d 0 60 5\\r\\n%05d\\r\\nget order:%d\\r\\n' % (i,i,i)); s.recv(4096)
s.sendall(b'stats\\r\\nstats slabs\\r\\nstats items\\r\\n'); import time; time.sleep(.3); print(s.recv(65536).decode())"; kill %1; wait`
  },
  {
    name: 'mariadb',
    needs: 'mariadbd',
    shell:
      'd=$(mktemp -d); chmod 777 "$d"; mariadb-install-db --no-defaults --user=root --datadir="$d/db" --verbose; (for i in $(seq 1 120); do echo "create table if not exists t.o$((i % 9)) (id int primary key auto_increment, total decimal(10,2), at datetime default now());"; echo "insert into t.o$((i % 9)) (total) values ($i.17),($i.99);"; echo "select * from t.o$((i % 9)) where id > $i limit 3;"; echo "explain select count(*) from t.o$((i % 9));"; echo "select nothing_$i from t.missing_$i;"; done) > q.sql; timeout 60 mariadbd --no-defaults --user=root --datadir="$d/db" --skip-networking --socket="$d/s" --log-warnings=9 --general-log --general-log-file=/dev/stdout --slow-query-log --long-query-time=0 --slow-query-log-file=/dev/stdout & sleep 6; mariadb -uroot -S "$d/s" -e "create database t"; mariadb -uroot -S "$d/s" -f -vvv < q.sql; mariadb -uroot -S "$d/s" -e "show global status; show global variables; show engine innodb status"; mariadb-admin -uroot -S "$d/s" shutdown; wait; rm -rf "$d"'
  },
  {
    name: 'prometheus',
    needs: 'prometheus',
    shell:
      'printf "global: {scrape_interval: 1s}\\nscrape_configs:\\n  - job_name: self\\n    static_configs: [{targets: [\'127.0.0.1:44390\', \'127.0.0.1:1\']}]\\n" > p.yml; timeout 12 prometheus --config.file=p.yml --storage.tsdb.path=tsdb --web.listen-address=127.0.0.1:44390 --log.level=debug --log.format=json & sleep 4; curl -s http://127.0.0.1:44390/metrics; curl -s "http://127.0.0.1:44390/api/v1/query?query=up"; curl -s http://127.0.0.1:44390/api/v1/status/runtimeinfo; wait'
  },
  {
    name: 'php',
    needs: 'php',
    shell: `printf '<?php error_log("order ".$_SERVER["REQUEST_URI"]); if (rand(0,3)==0) { trigger_error("cache miss ".md5($_SERVER["REQUEST_URI"])); } if (rand(0,5)==0) throw new RuntimeException("row ".rand()); echo json_encode($_GET);' > index.php; timeout 30 php -d display_errors=0 -d log_errors=1 -S 127.0.0.1:44384 index.php & sleep 1; ${requests(44384)}; kill %1; wait; php -i`
  },
  {
    name: 'ruby',
    needs: 'ruby',
    shell:
      'ruby -W2 -v -rlogger -rjson -e "l=Logger.new(STDOUT); 800.times{|i| l.info(\\"order #{i} took #{rand}\\"); l.warn({id:i,at:Time.now.to_f,sha:rand(2**128).to_s(16)}.to_json); begin; raise ArgumentError, \\"bad row #{i}\\" if i%9==0; rescue => e; l.error(e); end}"; ruby -v -y -e "p 1" 2>&1 | head -n 3000; ruby --dump=insns -e "def a(x) x.map{|y| y+1} end; p a([1,2])"'
  },
  {
    name: 'rsyslogd',
    needs: 'rsyslogd',
    shell:
      'printf "module(load=\\"imuxsock\\" SysSock.Name=\\"$PWD/log.sock\\")\\n*.* action(type=\\"omfile\\" file=\\"$PWD/out.log\\")\\n" > r.conf; timeout 6 rsyslogd -n -d -f r.conf -i "$PWD/r.pid" 2>&1 | head -n 9000; cat out.log'
  },
  {
    name: 'readelf',
    needs: 'readelf',
    shell:
      'readelf -aW "$(command -v git)" | head -n 15000; readelf -x .rodata "$(command -v bash)" | head -n 6000'
  },
  {
    name: 'objdump',
    needs: 'objdump',
    shell:
      'objdump -d "$(command -v ls)" | head -n 14000; objdump -s -j .rodata "$(command -v curl)" | head -n 6000; nm -D /usr/lib/x86_64-linux-gnu/libcrypto.so.3 | head -n 6000'
  },
  {
    name: 'gdb',
    needs: 'gdb',
    shell:
      'gdb -batch -ex "set debug infrun 1" -ex "set debug dwarf-read 1" -ex "info functions" -ex run -ex bt -ex "info registers" -ex "info proc mappings" -ex "x/400xg \\$sp" --args ls / 2>&1 | head -n 12000'
  },
  {
    name: 'valgrind',
    needs: 'valgrind',
    shell:
      'valgrind -v -v --trace-redir=yes --show-leak-kinds=all --leak-check=full --trace-syscalls=yes ls / 2>&1 | head -n 9000'
  },
  {
    name: 'terraform',
    needs: 'terraform',
    shell:
      'printf "resource \\"terraform_data\\" \\"a\\" { count = 12\\n input = count.index }\\noutput \\"x\\" { value = terraform_data.a[*].id }\\n" > m.tf; export TF_LOG=TRACE CHECKPOINT_DISABLE=1; terraform init -no-color; terraform plan -no-color; terraform apply -no-color -auto-approve; terraform show -json'
  },
  {
    name: 'ninja',
    needs: 'ninja',
    shell:
      'printf "rule cc\\n command = echo cc -O2 -MD -c \\$in -o \\$out\\nrule t\\n command = touch \\$out\\n" > build.ninja; for i in $(seq 1 900); do printf "build o$i.o: cc build.ninja\\n" >> build.ninja; done; ninja -v -d explain -d stats; ninja -t commands; ninja -t graph'
  },
  {
    name: 'rustc',
    needs: 'rustc',
    shell:
      'printf "use std::collections::HashMap; fn main(){let mut m=HashMap::new(); for i in 0..9u64 {m.insert(i, i*7919);} println!(\\"{:?}\\",m);}" > a.rs; RUSTC_LOG=info rustc -v -Z help 2>&1; rustc --emit=mir,llvm-ir,asm -C opt-level=1 a.rs; cat a.mir a.ll a.s | head -n 14000; rustc --print cfg --print target-list --print sysroot'
  },
  {
    name: 'python logging',
    needs: 'python3',
    shell: `python3 -c "
import logging,json,time,uuid,hashlib,random,datetime
logging.basicConfig(level=10,format='%(asctime)s %(levelname)s [%(process)d:%(thread)d] %(name)s %(filename)s:%(lineno)d %(message)s')
l=logging.getLogger('worker.tasks')
for i in range(4000):
  l.info('Task app.tasks.sync[%s] received', uuid.uuid4()); l.debug('fetched %d rows in %.6fs offset=%d', random.randrange(10**6), random.random(), random.getrandbits(48))
  l.info(json.dumps({'event':'job.done','id':i,'ts':time.time_ns(),'sha':hashlib.sha1(str(i).encode()).hexdigest(),'at':datetime.datetime.now().isoformat()}))
  if i%50==0:
    try: {}['missing']
    except KeyError: l.exception('row %d failed', i)"`
  }
]
