//! Work on many threads, answers in order.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};

/// Jobs waiting for each thread: enough that none idles, few enough that memory stays flat.
const WAITING: usize = 8;

/// Gives each job from `jobs` to one of the threads, and each answer, in the order of the jobs, to `take`.
///
/// `jobs` is given a function that takes a job, and says whether to go on.
/// After an error of `take`, or once `stop` is set, no further job is begun; those begun are still taken.
pub(crate) fn each_in_order<Job: Send, Answer: Send>(
    n_threads: NonZeroUsize,
    stop: &AtomicBool,
    jobs: impl FnOnce(&mut dyn FnMut(Job) -> bool) + Send,
    work: impl Fn(Job) -> Answer + Sync,
    mut take: impl FnMut(Answer) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let (to_workers, from_jobs) = bounded::<(Job, Sender<Answer>)>(n_threads.get() * WAITING);
    // The answers' own channels, in the order of the jobs.
    let (to_taker, from_order) = bounded::<Receiver<Answer>>(n_threads.get() * WAITING * 2);
    let has_failed = AtomicBool::new(false);
    let go_on = || !stop.load(Ordering::Relaxed) && !has_failed.load(Ordering::Relaxed);
    thread::scope(|scope| {
        scope.spawn(|| {
            // Moved in, so that both channels end when the jobs do.
            let (to_workers, to_taker) = (to_workers, to_taker);
            jobs(&mut |job| {
                let (answer, answered) = bounded(1);
                go_on() && to_taker.send(answered).is_ok() && to_workers.send((job, answer)).is_ok() && go_on()
            });
        });
        for _ in 0..n_threads.get() {
            let from_jobs = from_jobs.clone();
            let work = &work;
            scope.spawn(move || {
                for (job, answer) in from_jobs {
                    // Nobody waits for an answer any more when taking has failed.
                    let _ = answer.send(work(job));
                }
            });
        }
        drop(from_jobs);
        for answered in from_order {
            let Ok(answer) = answered.recv() else { continue };
            if let Err(error) = take(answer) {
                has_failed.store(true, Ordering::Relaxed);
                return Err(error);
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_the_order_of_the_jobs() {
        let mut answers = Vec::new();
        let jobs = |each: &mut dyn FnMut(u64) -> bool| {
            let _ = (0..500).all(each);
        };
        let work = |job: u64| {
            thread::sleep(std::time::Duration::from_micros(job * 7919 % 50));
            job
        };
        let four = NonZeroUsize::new(4).unwrap();
        each_in_order(four, &AtomicBool::new(false), jobs, work, |answer| {
            answers.push(answer);
            Ok(())
        })
        .unwrap();
        assert_eq!(answers, (0..500).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_ends_the_work() {
        let jobs = |each: &mut dyn FnMut(u64) -> bool| while each(1) {};
        let mut taken = 0;
        let two = NonZeroUsize::new(2).unwrap();
        let done = each_in_order(
            two,
            &AtomicBool::new(false),
            jobs,
            |job| job,
            |_| {
                taken += 1;
                anyhow::ensure!(taken < 100, "enough");
                Ok(())
            },
        );
        assert_eq!((done.unwrap_err().to_string().as_str(), taken), ("enough", 100));
    }
}
