//! How do tables become Arrow columns and Parquet files?

use std::io::{self, Write};
use std::sync::Arc;

use arrow_array::builder::{Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use crate::answer::Value;
use crate::export::Sink;
use crate::table::{Kind, Table};

/// Rows gathered before they are handed on.
const ROWS: usize = 16_384;

/// The Arrow schema of a table: integers are `Int64`, numbers `Float64`, words `Utf8`; only the id is never null.
pub fn schema(table: &Table) -> SchemaRef {
    let field = |(at, column): (usize, &crate::Column)| {
        let kind = match column.kind {
            Kind::Integer => DataType::Int64,
            Kind::Real => DataType::Float64,
            Kind::Text => DataType::Utf8,
        };
        Field::new(column.name, kind, at > 0)
    };
    Arc::new(Schema::new(table.columns.iter().enumerate().map(field).collect::<Vec<_>>()))
}

/// A column in the making.
enum Builder {
    Integer(Int64Builder),
    Real(Float64Builder),
    Text(StringBuilder),
}

impl Builder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Integer => Self::Integer(Int64Builder::new()),
            Kind::Real => Self::Real(Float64Builder::new()),
            Kind::Text => Self::Text(StringBuilder::new()),
        }
    }

    fn push(&mut self, value: &Value) {
        match (self, value) {
            (Self::Integer(column), Value::Integer(number)) => column.append_value(*number),
            (Self::Integer(column), _) => column.append_null(),
            (Self::Real(column), Value::Real(number)) => column.append_value(*number),
            (Self::Real(column), Value::Integer(number)) => column.append_value(*number as f64),
            (Self::Real(column), _) => column.append_null(),
            (Self::Text(column), Value::Text(words)) => column.append_value(words),
            (Self::Text(column), Value::Null) => column.append_null(),
            (Self::Text(column), value) => column.append_value(value.to_string()),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Integer(column) => Arc::new(column.finish()),
            Self::Real(column) => Arc::new(column.finish()),
            Self::Text(column) => Arc::new(column.finish()),
        }
    }
}

/// A table as a Parquet file.
pub(crate) struct Parquet<W: Write + Send> {
    /// None once the file is whole.
    writer: Option<ArrowWriter<W>>,
    schema: SchemaRef,
    columns: Vec<Builder>,
    n_rows: usize,
}

impl<W: Write + Send> Parquet<W> {
    pub(crate) fn new(file: W, table: &Table) -> io::Result<Self> {
        let schema = schema(table);
        let packing = Compression::ZSTD(ZstdLevel::default());
        let properties = WriterProperties::builder().set_compression(packing).build();
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties)).map_err(io::Error::other)?;
        let columns = table.columns.iter().map(|column| Builder::new(column.kind)).collect();
        Ok(Self { writer: Some(writer), schema, columns, n_rows: 0 })
    }

    fn flush(&mut self) -> io::Result<()> {
        let columns = self.columns.iter_mut().map(Builder::finish).collect();
        self.n_rows = 0;
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(io::Error::other)?;
        let writer = self.writer.as_mut().ok_or_else(|| io::Error::other("the file is closed"))?;
        writer.write(&batch).map_err(io::Error::other)
    }
}

impl<W: Write + Send> Sink for Parquet<W> {
    fn begin(&mut self, _: &[&str]) -> io::Result<()> {
        Ok(())
    }

    fn row(&mut self, values: &[Value]) -> io::Result<()> {
        for (column, value) in self.columns.iter_mut().zip(values) {
            column.push(value);
        }
        self.n_rows += 1;
        if self.n_rows >= ROWS { self.flush() } else { Ok(()) }
    }

    fn end(&mut self) -> io::Result<()> {
        if self.n_rows > 0 {
            self.flush()?;
        }
        let writer = self.writer.take().ok_or_else(|| io::Error::other("the file is closed"))?;
        writer.close().map(|_| ()).map_err(io::Error::other)
    }
}
